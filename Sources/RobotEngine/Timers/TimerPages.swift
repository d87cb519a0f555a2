// Where timers lie
//
// Every armed timer lies in exactly one cell of 24 bytes. Cells come in pages of 32, and a page
// belongs to one bucket of the wheel, to one of the heaps, or to the free list. A bucket is a list
// of pages of which only the first may be partly filled; a heap is a table of pages. Because both
// take pages from the same pool, a million timers that move from the wheel to a heap in one
// instant need no new memory: the pages they leave are the pages they move to.
//
// Pages lie in chunks that are never moved or copied, so the pool grows by one chunk at a time (some
// 200 KiB) and never stops the world to double an array.
//
// A table from slot to cell (four bytes a slot) finds a timer again. Together that is 24 + 4 bytes
// and the page's head of 8 / 32: a timer costs a little over 28 bytes.

/// The pool of cells for timers, and the table that finds a timer's cell by its slot.
struct TimerPages: ~Copyable {
  /// Cells in a page; a power of two, so that a cell's number is its page's number and a rest.
  static let cellsPerPage: UInt32 = 32

  /// Stands for no page and for no cell.
  static let none = UInt32.max

  private var chunks: [TimerChunk] = []
  private var firstFreePage = TimerPages.none
  private var places = TimerPlaces()

  /// The timer in a cell.
  subscript(cell: UInt32) -> ArmedTimer {
    @inline(__always) get {
      chunks[Int(cell >> TimerChunk.cellBits)].cells[Int(cell & TimerChunk.cellMask)]
    }
  }

  /// Puts a timer into a cell and notes where it lies.
  @inline(__always)
  mutating func put(_ timer: ArmedTimer, into cell: UInt32) {
    chunks[Int(cell >> TimerChunk.cellBits)].cells[Int(cell & TimerChunk.cellMask)] = timer
    places[timer.slot] = cell
  }

  /// The cell of a slot's timer, or ``none`` if it is not armed.
  @inline(__always)
  func cell(ofSlot slot: UInt32) -> UInt32 { places[slot] }

  /// Makes room in the table for a slot that may be new.
  @inline(__always)
  mutating func makePlace(forSlot slot: UInt32) { places.makeRoom(for: slot) }

  /// Notes that a slot's timer is not armed any more.
  @inline(__always)
  mutating func forget(slot: UInt32) { places[slot] = Self.none }

  /// The head of a page.
  @inline(__always)
  func head(ofPage page: UInt32) -> TimerPageHead {
    chunks[Int(page >> TimerChunk.pageBits)].heads[Int(page & TimerChunk.pageMask)]
  }

  /// Changes the head of a page.
  @inline(__always)
  mutating func setHead(_ head: TimerPageHead, ofPage page: UInt32) {
    chunks[Int(page >> TimerChunk.pageBits)].heads[Int(page & TimerChunk.pageMask)] = head
  }

  /// Takes a free page for an owner; the pool grows by a chunk if there is none.
  mutating func takePage(_ head: TimerPageHead) -> UInt32 {
    if firstFreePage == Self.none { addChunk() }
    let page = firstFreePage
    firstFreePage = self.head(ofPage: page).link
    setHead(head, ofPage: page)
    return page
  }

  /// Gives a page back.
  mutating func releasePage(_ page: UInt32) {
    setHead(TimerPageHead(link: firstFreePage, owner: .free, count: 0), ofPage: page)
    firstFreePage = page
  }

  private mutating func addChunk() {
    let firstPage = UInt32(chunks.count) << TimerChunk.pageBits
    chunks.append(TimerChunk())
    for page in (firstPage...(firstPage + TimerChunk.pageMask)).reversed() { releasePage(page) }
  }
}

/// What a page is used for.
struct TimerPageHead {
  /// The next page of the same bucket or of the free list; in a heap the page's ordinal there.
  var link: UInt32

  /// Whose page it is.
  var owner: TimerPageOwner

  /// How many of its cells are taken, from the first on; not kept by heaps.
  var count: UInt16
}

/// Who holds a page: a bucket of the wheel by its number, or one of the others.
struct TimerPageOwner: Equatable {
  private var number: UInt16

  private init(number: UInt16) { self.number = number }

  /// The bucket with that number.
  @inline(__always)
  static func bucket(_ bucket: Int) -> TimerPageOwner { TimerPageOwner(number: UInt16(bucket)) }

  /// The heap of what is about to fire.
  static var nearHeap: TimerPageOwner { TimerPageOwner(number: .max - 2) }

  /// The heap of what lies beyond the wheel.
  static var farHeap: TimerPageOwner { TimerPageOwner(number: .max - 1) }

  /// The free list.
  static var free: TimerPageOwner { TimerPageOwner(number: .max) }

  /// The bucket's number; only of pages that a bucket holds.
  var bucket: Int { Int(number) }
}

/// A block of pages, allocated once and never moved.
private final class TimerChunk {
  static let pageBits: UInt32 = 8
  static let pageMask: UInt32 = 1 << pageBits - 1
  static let cellBits: UInt32 = pageBits + UInt32(TimerPages.cellsPerPage.trailingZeroBitCount)
  static let cellMask: UInt32 = 1 << cellBits - 1

  var heads = InlineArray<256, TimerPageHead>(
    repeating: TimerPageHead(link: TimerPages.none, owner: .free, count: 0)
  )
  var cells = InlineArray<8192, ArmedTimer>(repeating: .none)
}
