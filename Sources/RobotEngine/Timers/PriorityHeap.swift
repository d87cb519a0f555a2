// A priority heap with four children
//
// A heap is a tree in which every timer precedes its children, stored without pointers: the root at
// one position, the children of a position at positions computed from it. The first to fire is at
// the root. Adding puts a timer at the end and lets it rise past those it precedes; taking the root
// moves the last timer there and lets it sink. (J. W. J. Williams, "Heapsort", 1964.)
//
// With four children instead of two (D. B. Johnson's d-ary heaps, 1975) the tree is half as deep.
// Rising, which arming does, is twice as cheap; sinking compares four children a level, but they
// lie side by side, and what counts at millions of timers is the number of cache lines touched.
// Positions begin at 3, so that children 4(p-2) to 4(p-2)+3 never straddle a page:
//
//     3 | 4 5 6 7 | 8 9 10 11 | 12 13 14 15 | ...
//
// "Indexed" means that every move is noted in the table from slot to cell, so a timer in the middle
// is found and removed without a search.

/// An indexed 4-ary heap of timers whose cells lie in a shared pool of pages.
///
/// Complexity: arming is constant on average (logarithmic at worst), cancelling and firing are
/// logarithmic to the base 4: twelve levels for ten million timers.
struct PriorityHeap: ~Copyable {
  /// How many timers it holds.
  private(set) var count: UInt32 = 0

  private var pages: [UInt32] = []
  private let owner: TimerPageOwner

  /// An empty heap that marks its pages with that owner.
  init(owner: TimerPageOwner) {
    self.owner = owner
  }

  /// The timer that fires first, or nil if there is none.
  @inline(__always)
  func first(in pool: borrowing TimerPages) -> ArmedTimer? {
    count == 0 ? nil : pool[cell(at: Self.root)]
  }

  /// Reads every timer, in no order.
  func forEach(in pool: borrowing TimerPages, _ read: (ArmedTimer) -> Void) {
    for position in Self.root..<(Self.root + count) { read(pool[cell(at: position)]) }
  }

  /// Adds a timer.
  mutating func push(_ timer: ArmedTimer, in pool: inout TimerPages) {
    let end = Self.root + count
    if end / TimerPages.cellsPerPage == UInt32(pages.count) {
      let page = pool.takePage(owner: owner)
      pool[page: page].next = UInt32(pages.count)
      pages.append(page)
    }
    count += 1
    rise(timer, from: end, in: &pool)
  }

  /// Takes out the timer in a cell of this heap; its slot has been forgotten.
  mutating func remove(cell: UInt32, in pool: inout TimerPages) {
    let (page, index) = cell.quotientAndRemainder(dividingBy: TimerPages.cellsPerPage)
    let ordinal = pool[page: page].next
    removeTimer(at: ordinal * TimerPages.cellsPerPage + index, in: &pool)
  }

  private static var root: UInt32 { 3 }

  @inline(__always)
  private func cell(at position: UInt32) -> UInt32 {
    let page = pages[Int(position / TimerPages.cellsPerPage)]
    return page * TimerPages.cellsPerPage + position % TimerPages.cellsPerPage
  }

  private mutating func removeTimer(at position: UInt32, in pool: inout TimerPages) {
    count -= 1
    let end = Self.root + count
    let last = pool[cell(at: end)]
    if end % TimerPages.cellsPerPage == 0 || count == 0 {
      pool.releasePage(pages.removeLast())
    }
    guard position != end else { return }
    if position > Self.root, last.precedes(pool[cell(at: position / 4 + 2)]) {
      rise(last, from: position, in: &pool)
    } else {
      sink(last, from: position, in: &pool)
    }
  }

  /// Moves those that the timer precedes down its path to the root, then puts it in the gap.
  private func rise(_ timer: ArmedTimer, from start: UInt32, in pool: inout TimerPages) {
    var gap = start
    while gap > Self.root {
      let parent = gap / 4 + 2
      let above = pool[cell(at: parent)]
      guard timer.precedes(above) else { break }
      pool.put(above, into: cell(at: gap))
      gap = parent
    }
    pool.put(timer, into: cell(at: gap))
  }

  /// Moves the first of four children up as long as it precedes the timer, then fills the gap.
  private func sink(_ timer: ArmedTimer, from start: UInt32, in pool: inout TimerPages) {
    let end = Self.root + count
    var gap = start
    while true {
      let child = (gap - 2) * 4
      guard child < end else { break }
      let childCell = cell(at: child)
      var position = child
      var first = pool[childCell]
      for sibling in 1..<min(4, end - child) {
        let candidate = pool[childCell + sibling]
        if candidate.precedes(first) {
          first = candidate
          position = child + sibling
        }
      }
      guard first.precedes(timer) else { break }
      pool.put(first, into: cell(at: gap))
      gap = position
    }
    pool.put(timer, into: cell(at: gap))
  }
}
