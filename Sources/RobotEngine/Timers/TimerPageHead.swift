/// What is known about a page of cells: whose it is and which cells are taken.
struct TimerPageHead {
  /// All 32 cells are taken.
  static let allTaken = UInt32.max

  /// The next page of the bucket's ring, of the queue or of the free list; in a heap the page's
  /// ordinal there.
  var next: UInt32

  /// The page before it in the bucket's ring or in the queue.
  var previous = TimerPages.none

  /// One bit for each cell of a bucket's or the queue's page; heaps fill their pages without gaps
  /// and do not use it.
  var taken: UInt32 = 0

  /// Whose page it is.
  var owner = TimerPageOwner.free

  /// The head of a free page.
  init(next: UInt32) { self.next = next }
}

/// Who holds a page: a bucket of the wheel by its number, or one of the others.
struct TimerPageOwner: Equatable {
  private var number: UInt16

  private init(number: UInt16) { self.number = number }

  /// The bucket with that number.
  @inline(__always)
  static func bucket(_ bucket: Int) -> TimerPageOwner { TimerPageOwner(number: UInt16(bucket)) }

  /// The queue of what is about to fire and came in order.
  static var nearQueue: TimerPageOwner { TimerPageOwner(number: .max - 3) }

  /// The heap of what is about to fire and came out of order.
  static var nearHeap: TimerPageOwner { TimerPageOwner(number: .max - 2) }

  /// The heap of what lies beyond the wheel.
  static var farHeap: TimerPageOwner { TimerPageOwner(number: .max - 1) }

  /// The free list.
  static var free: TimerPageOwner { TimerPageOwner(number: .max) }

  /// The bucket's number; only of pages that a bucket holds.
  var bucket: Int { Int(number) }
}
