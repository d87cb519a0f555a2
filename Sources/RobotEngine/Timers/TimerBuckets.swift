/// The wheel's buckets: each an unordered heap of pages, and a bit that says whether it is empty.
struct TimerBuckets: ~Copyable {
  /// Levels of the wheel.
  static let levels = 4

  /// Bits of the due time that one level tells apart.
  static let bitsPerLevel = 8

  /// Buckets of one level.
  static let perLevel = 1 << bitsPerLevel

  private var firstPages = InlineArray<1024, UInt32>(repeating: TimerPages.none)
  private var occupied = InlineArray<16, UInt64>(repeating: 0)

  /// Whether a bucket holds no timer.
  @inline(__always)
  func isEmpty(_ bucket: Int) -> Bool { firstPages[bucket] == TimerPages.none }

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
    var page = firstPages[bucket]
    if page != TimerPages.none {
      var head = pool.head(ofPage: page)
      if UInt32(head.count) < TimerPages.cellsPerPage {
        pool.put(timer, into: page * TimerPages.cellsPerPage + UInt32(head.count))
        head.count += 1
        pool.setHead(head, ofPage: page)
        return
      }
    } else {
      occupied[bucket / 64] |= 1 << UInt64(bucket % 64)
    }
    page = pool.takePage(TimerPageHead(link: page, owner: .bucket(bucket), count: 1))
    firstPages[bucket] = page
    pool.put(timer, into: page * TimerPages.cellsPerPage)
  }

  /// Takes out the timer in a cell of a bucket; the bucket's last timer fills the hole.
  @inline(__always)
  mutating func remove(cell: UInt32, from bucket: Int, in pool: inout TimerPages) {
    pool.forget(slot: pool[cell].slot)
    let page = firstPages[bucket]
    var head = pool.head(ofPage: page)
    head.count -= 1
    let last = page * TimerPages.cellsPerPage + UInt32(head.count)
    if last != cell { pool.put(pool[last], into: cell) }
    if head.count == 0 {
      dropFirstPage(of: bucket, next: head.link)
      pool.releasePage(page)
    } else {
      pool.setHead(head, ofPage: page)
    }
  }

  /// Takes the first page out of a bucket that is not empty; the caller releases it.
  mutating func takeFirstPage(of bucket: Int, in pool: borrowing TimerPages) -> UInt32 {
    let page = firstPages[bucket]
    dropFirstPage(of: bucket, next: pool.head(ofPage: page).link)
    return page
  }

  @inline(__always)
  private mutating func dropFirstPage(of bucket: Int, next: UInt32) {
    firstPages[bucket] = next
    if next == TimerPages.none { occupied[bucket / 64] &= ~(1 << UInt64(bucket % 64)) }
  }
}
