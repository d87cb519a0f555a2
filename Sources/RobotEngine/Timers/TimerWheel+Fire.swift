package import RobotModel

extension TimerWheel {
  /// Takes out the next timer that is due at `now` or before, in exact order.
  ///
  /// The hand follows the timers: it moves on only when nothing it has passed is left, so timers
  /// that the caller arms between two calls fire in their place too. Nothing fires early; a `now`
  /// before an earlier one fires nothing that is not due by then.
  ///
  /// Each step that moves timers within the wheel, at most 32 of them and about a microsecond,
  /// takes one from `effort`. At zero the answer is `effortSpent`: everything else may have its
  /// turn, and the next call goes on where this one stopped.
  ///
  /// Complexity: a timer moves at most four times within the wheel and once through the queue or a
  /// heap.
  package mutating func fire(dueBy now: Instant, effort: inout Int) -> TimerFiring {
    let limit = now.millisecondsSinceEpoch
    while true {
      if let timer = popReached(limit: limit) { return .timer(timer) }
      if let start = startOfNextBucket, start <= limit {
        guard effort > 0 else { return .effortSpent }
        effort -= 1
        movePage(ofBucketAt: start)
      } else if handMilliseconds < limit {
        handMilliseconds = limit
      } else {
        return .nothingDue
      }
    }
  }

  /// The time before which nothing is due, or nil if nothing is armed.
  ///
  /// It is exact for what is due within a quarter of a second of the hand, and else the beginning
  /// of the nearest bucket. A caller that sleeps until then and calls `fire` moves the hand, after
  /// which the answer is nearer: four rounds at most lead to the exact time.
  package var nextDue: Instant? {
    guard count > 0 else { return nil }
    var next = startOfNextBucket ?? .max
    if let first = firstOutsideWheel { next = min(next, first.dueMilliseconds) }
    return Instant(millisecondsSinceEpoch: next)
  }

  /// Takes the first timer of the queue and the heaps, unless one that comes before it may be in
  /// the wheel.
  @inline(__always)
  private mutating func popReached(limit: Int64) -> FiredTimer? {
    let last = min(limit, openBucket == nil ? handMilliseconds : handMilliseconds - 1)
    guard let timer = firstOutsideWheel, timer.dueMilliseconds <= last else { return nil }
    cancel(timer.slot)
    let due = Instant(millisecondsSinceEpoch: timer.dueMilliseconds)
    return FiredTimer(slot: timer.slot, due: due, order: timer.order)
  }

  /// The first timer of the queue and the heaps.
  @inline(__always)
  private var firstOutsideWheel: ArmedTimer? {
    var first = nearQueue.first(in: pool)
    if let near = nearHeap.first(in: pool), first.map({ near.precedes($0) }) ?? true {
      first = near
    }
    if let far = farHeap.first(in: pool), first.map({ far.precedes($0) }) ?? true { first = far }
    return first
  }

  /// When the nearest bucket that holds a timer begins; the one being emptied counts.
  private var startOfNextBucket: Int64? {
    if openBucket != nil { return handMilliseconds }
    for level in 0..<TimerBuckets.levels {
      let hand = Self.index(of: handMilliseconds, level: level)
      guard let index = buckets.nextOccupied(level: level, after: hand) else { continue }
      let lowerBits = Int64(level * TimerBuckets.bitsPerLevel)
      let roundBits = lowerBits + Int64(TimerBuckets.bitsPerLevel)
      return ((handMilliseconds >> roundBits) << roundBits) | (Int64(index) << lowerBits)
    }
    return nil
  }

  /// Moves one page of timers out of the bucket that begins at `start`.
  ///
  /// The hand goes to the bucket's beginning first; seen from there all its timers belong to a
  /// lower level, or to what is near.
  private mutating func movePage(ofBucketAt start: Int64) {
    if handMilliseconds < start { openBucket = bucket(at: start) }
    guard let bucket = openBucket else { preconditionFailure("no bucket begins at \(start)") }
    handMilliseconds = start
    let page = buckets.takePage(of: bucket, in: &pool)
    var left = pool[page: page].taken
    while left != 0 {
      place(pool[page * TimerPages.cellsPerPage + UInt32(left.trailingZeroBitCount)])
      left &= left - 1
    }
    pool.releasePage(page)
    if buckets.isEmpty(bucket) { openBucket = nil }
  }

  /// The bucket that begins at `start`, seen from the hand.
  private func bucket(at start: Int64) -> Int {
    let difference = UInt64(bitPattern: start ^ handMilliseconds)
    let level = (63 - difference.leadingZeroBitCount) / TimerBuckets.bitsPerLevel
    return TimerBuckets.number(level: level, index: Self.index(of: start, level: level))
  }
}
