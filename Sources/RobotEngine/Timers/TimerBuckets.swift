// The wheel's buckets
//
// A bucket is an unordered ring of pages. Those with a free cell come first, the full ones after
// them, so a new timer always finds its cell on the first page. A page that becomes full is sent to
// the back by letting the ring begin one further.
//
// A cancelled timer leaves a free cell behind: one bit in the page's head is cleared, and the cell
// itself is neither read nor written, because with millions of timers that would mean waiting for
// memory. The bit is found again by the next timer that comes to the bucket. So that a bucket from
// which most timers were cancelled does not keep its pages, a page that falls to a quarter moves
// its last timers to others and goes back to the pool.

/// The buckets of all levels, each with the timers due in one stretch of time.
///
/// Complexity: adding and removing are constant; a removal may move at most eight other timers.
struct TimerBuckets: ~Copyable {
  /// Levels of the wheel.
  static let levels = 5

  /// Bits of the due time that one level tells apart.
  static let bitsPerLevel = 8

  /// Buckets of one level.
  static let perLevel = 1 << bitsPerLevel

  /// The page with which each bucket's ring begins; apart from the bits, so that looking those up,
  /// which every turn does, moves no more than them.
  private var fronts = [UInt32](repeating: TimerPages.none, count: levels * perLevel)

  /// One bit for each bucket: whether it holds timers.
  private var occupied = InlineArray<20, UInt64>(repeating: 0)

  /// How many timers are left on a page when they are moved to others.
  private static let sparseCount = 8

  /// Whether a bucket holds no timer.
  @inline(__always)
  func isEmpty(_ bucket: Int) -> Bool {
    occupied[bucket / 64] & (1 << UInt64(bucket % 64)) == 0
  }

  /// The number of the bucket for an index in a level.
  @inline(__always)
  static func number(level: Int, index: Int) -> Int { level * perLevel + index }

  /// The first bucket after an index in a level that holds a timer, as an index of the level.
  @inline(__always)
  func nextOccupied(level: Int, after index: Int) -> Int? {
    guard index + 1 < Self.perLevel else { return nil }
    let wordsPerLevel = Self.perLevel / 64
    var word = (index + 1) / 64
    var bits = occupied[level * wordsPerLevel + word] >> UInt64((index + 1) % 64)
    if bits != 0 { return index + 1 + bits.trailingZeroBitCount }
    word += 1
    while word < wordsPerLevel {
      bits = occupied[level * wordsPerLevel + word]
      if bits != 0 { return word * 64 + bits.trailingZeroBitCount }
      word += 1
    }
    return nil
  }

  /// Puts a timer into a bucket.
  @inline(__always)
  mutating func add(_ timer: ArmedTimer, to bucket: Int, in pool: inout TimerPages) {
    let page = fronts[bucket]
    guard page != TimerPages.none, pool[page: page].taken != TimerPageHead.allTaken else {
      let fresh = pool.takePage(owner: .bucket(bucket))
      pool[page: fresh].taken = 1
      insert(page: fresh, before: page, in: &pool)
      fronts[bucket] = fresh
      occupied[bucket / 64] |= 1 << UInt64(bucket % 64)
      pool.put(timer, into: fresh * TimerPages.cellsPerPage)
      return
    }
    let index = UInt32((~pool[page: page].taken).trailingZeroBitCount)
    pool[page: page].taken |= 1 << index
    if pool[page: page].taken == TimerPageHead.allTaken { fronts[bucket] = pool[page: page].next }
    pool.put(timer, into: page * TimerPages.cellsPerPage + index)
  }

  /// Frees the cell of a timer whose slot has been forgotten.
  @inline(__always)
  mutating func remove(cell: UInt32, from bucket: Int, in pool: inout TimerPages) {
    let (page, index) = cell.quotientAndRemainder(dividingBy: TimerPages.cellsPerPage)
    let before = pool[page: page].taken
    let after = before & ~(1 << index)
    pool[page: page].taken = after
    if after == 0 {
      unlink(page: page, of: bucket, in: &pool)
      pool.releasePage(page)
    } else if before == TimerPageHead.allTaken {
      bringToFront(page: page, of: bucket, in: &pool)
    } else if after.nonzeroBitCount == Self.sparseCount, page != fronts[bucket] {
      unlink(page: page, of: bucket, in: &pool)
      var left = after
      while left != 0 {
        let cell = page * TimerPages.cellsPerPage + UInt32(left.trailingZeroBitCount)
        add(pool[cell], to: bucket, in: &pool)
        left &= left - 1
      }
      pool.releasePage(page)
    }
  }

  /// Reads every timer of a bucket, in no order.
  func forEach(
    in bucket: Int,
    in pool: borrowing TimerPages,
    _ read: (ArmedTimer) -> Void
  ) {
    let front = fronts[bucket]
    var page = front
    while page != TimerPages.none {
      var left = pool[page: page].taken
      while left != 0 {
        read(pool[page * TimerPages.cellsPerPage + UInt32(left.trailingZeroBitCount)])
        left &= left - 1
      }
      page = pool[page: page].next
      if page == front { return }
    }
  }

  /// Takes a page out of a bucket that is not empty; the caller releases it.
  ///
  /// The pages come in the order in which they became full, the one with free cells last: so the
  /// timers come as they were armed.
  mutating func takePage(of bucket: Int, in pool: inout TimerPages) -> UInt32 {
    let front = fronts[bucket]
    let isFull = pool[page: front].taken == TimerPageHead.allTaken
    let page = isFull ? front : pool[page: front].next
    unlink(page: page, of: bucket, in: &pool)
    return page
  }

  private mutating func bringToFront(page: UInt32, of bucket: Int, in pool: inout TimerPages) {
    guard page != fronts[bucket] else { return }
    unlink(page: page, of: bucket, in: &pool)
    insert(page: page, before: fronts[bucket], in: &pool)
    fronts[bucket] = page
  }

  /// Puts a page into the ring before another one, or makes a ring of it alone.
  private func insert(page: UInt32, before other: UInt32, in pool: inout TimerPages) {
    let next = other == TimerPages.none ? page : other
    let previous = other == TimerPages.none ? page : pool[page: other].previous
    pool[page: page].next = next
    pool[page: page].previous = previous
    pool[page: previous].next = page
    pool[page: next].previous = page
  }

  /// Takes a page out of its ring.
  private mutating func unlink(page: UInt32, of bucket: Int, in pool: inout TimerPages) {
    let next = pool[page: page].next
    guard next != page else {
      fronts[bucket] = TimerPages.none
      occupied[bucket / 64] &= ~(1 << UInt64(bucket % 64))
      return
    }
    let previous = pool[page: page].previous
    pool[page: previous].next = next
    pool[page: next].previous = previous
    if fronts[bucket] == page { fronts[bucket] = next }
  }
}
