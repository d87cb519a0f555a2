// Where timers lie
//
// Every armed timer lies in exactly one cell of 24 bytes. Cells come in pages of 32, and a page
// belongs to one bucket of the wheel, to the queue, to one of the heaps, or to the free list. A
// bucket is a ring of pages, the queue a chain, a heap a table. Because all take pages from the
// same pool, a million timers that leave the wheel in one instant need no new memory: the pages
// they leave are the pages they move to.
//
// Pages lie in chunks that are never moved or copied, so the pool grows by one chunk at a time
// (some 200 KiB) and never stops the world to double an array.
//
// A table from slot to cell (four bytes a slot) finds a timer again. With the page's head of 16
// bytes that is 24 + 16 / 32 + 4: a timer costs less than 29 bytes.

/// The pool of cells for timers, and the table that finds a timer's cell by its slot.
struct TimerPages: ~Copyable {
  /// Cells in a page: as many as the bits of the page's head.
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

  /// The head of a page.
  subscript(page page: UInt32) -> TimerPageHead {
    @inline(__always) get {
      chunks[Int(page >> TimerChunk.pageBits)].heads[Int(page & TimerChunk.pageMask)]
    }
    @inline(__always) set {
      chunks[Int(page >> TimerChunk.pageBits)].heads[Int(page & TimerChunk.pageMask)] = newValue
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

  /// Takes a free page for an owner; the pool grows by a chunk if there is none.
  mutating func takePage(owner: TimerPageOwner) -> UInt32 {
    if firstFreePage == Self.none { addChunk() }
    let page = firstFreePage
    firstFreePage = self[page: page].next
    self[page: page].owner = owner
    return page
  }

  /// Gives a page back; what its cells hold does not matter any more.
  mutating func releasePage(_ page: UInt32) {
    self[page: page] = TimerPageHead(next: firstFreePage)
    firstFreePage = page
  }

  /// Bytes of memory that the pool and the table hold.
  var memoryBytes: Int {
    chunks.count * TimerChunk.memoryBytes + places.memoryBytes
  }

  private mutating func addChunk() {
    let firstPage = UInt32(chunks.count) << TimerChunk.pageBits
    chunks.append(TimerChunk())
    for page in (firstPage...(firstPage + TimerChunk.pageMask)).reversed() { releasePage(page) }
  }
}

/// A block of pages, allocated once and never moved.
private final class TimerChunk {
  static let pageBits: UInt32 = 8
  static let pageMask: UInt32 = 1 << pageBits - 1
  static let cellBits: UInt32 = pageBits + UInt32(TimerPages.cellsPerPage.trailingZeroBitCount)
  static let cellMask: UInt32 = 1 << cellBits - 1

  var heads = Heads(repeating: TimerPageHead(next: TimerPages.none))
  var cells = Cells(repeating: .none)

  typealias Heads = InlineArray<256, TimerPageHead>
  typealias Cells = InlineArray<8192, ArmedTimer>
  static let memoryBytes = MemoryLayout<Heads>.size + MemoryLayout<Cells>.size
}
