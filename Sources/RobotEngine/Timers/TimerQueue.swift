// The queue of what comes in order
//
// Most timers reach the hand in the order in which they fire: a bucket's pages were filled one
// after another as the timers were armed, and what is armed later mostly has the later order key. A
// million timers that are due together need no heap then: each goes behind the last, and the first
// is taken from the front, in a few steps where a heap takes twenty comparisons.
//
// The queue is a chain of pages. The cells taken on a page are in order, with gaps where timers
// were cancelled, and no page in the chain is without a timer.

/// Timers in the order in which they fire, in a chain of pages of a shared pool.
///
/// Complexity: everything is constant.
struct TimerQueue: ~Copyable {
  private var firstPage = TimerPages.none
  private var lastPage = TimerPages.none

  /// The timer that fires first, or nil if there is none.
  @inline(__always)
  func first(in pool: borrowing TimerPages) -> ArmedTimer? {
    if firstPage == TimerPages.none { return nil }
    let index = UInt32(pool[page: firstPage].taken.trailingZeroBitCount)
    return pool[firstPage * TimerPages.cellsPerPage + index]
  }

  /// Reads every timer, in order.
  func forEach(in pool: borrowing TimerPages, _ read: (ArmedTimer) -> Void) {
    var page = firstPage
    while page != TimerPages.none {
      var left = pool[page: page].taken
      while left != 0 {
        read(pool[page * TimerPages.cellsPerPage + UInt32(left.trailingZeroBitCount)])
        left &= left - 1
      }
      page = pool[page: page].next
    }
  }

  /// Adds a timer at the end; false if its place is before another one.
  @inline(__always)
  mutating func append(_ timer: ArmedTimer, in pool: inout TimerPages) -> Bool {
    var index = TimerPages.cellsPerPage
    if lastPage != TimerPages.none {
      index -= UInt32(pool[page: lastPage].taken.leadingZeroBitCount)
      let last = pool[lastPage * TimerPages.cellsPerPage + index - 1]
      if timer.precedes(last) { return false }
    }
    if index == TimerPages.cellsPerPage {
      addPage(in: &pool)
      index = 0
    }
    pool[page: lastPage].taken |= 1 << index
    pool.put(timer, into: lastPage * TimerPages.cellsPerPage + index)
    return true
  }

  /// Takes out the timer in a cell of this queue; its slot has been forgotten.
  @inline(__always)
  mutating func remove(cell: UInt32, in pool: inout TimerPages) {
    let (page, index) = cell.quotientAndRemainder(dividingBy: TimerPages.cellsPerPage)
    pool[page: page].taken &= ~(1 << index)
    if pool[page: page].taken == 0 { remove(page: page, in: &pool) }
  }

  private mutating func addPage(in pool: inout TimerPages) {
    let page = pool.takePage(owner: .nearQueue)
    pool[page: page].next = TimerPages.none
    pool[page: page].previous = lastPage
    if lastPage == TimerPages.none { firstPage = page } else { pool[page: lastPage].next = page }
    lastPage = page
  }

  private mutating func remove(page: UInt32, in pool: inout TimerPages) {
    let (previous, next) = (pool[page: page].previous, pool[page: page].next)
    if previous == TimerPages.none { firstPage = next } else { pool[page: previous].next = next }
    if next == TimerPages.none { lastPage = previous } else { pool[page: next].previous = previous }
    pool.releasePage(page)
  }
}
