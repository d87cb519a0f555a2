package import RobotModel

// Looking ahead
//
// What fires next, and next after that, without taking anything out: the buckets are met in
// ascending order, so only those are read in which the asked-for timers lie. Within a bucket there
// is no order, and the heaps are ordered for their first timer alone; there the first ones are
// selected. So a look at a bucket with a million timers reads a million cells, once, and sorts only
// what is asked for.

/// A place in the order in which timers fire.
package struct TimerPlace: Hashable, Sendable {
  package var due: Instant
  package var order: UInt64

  /// The place of a timer with this due time and order key.
  package init(due: Instant, order: UInt64) {
    self.due = due
    self.order = order
  }
}

extension TimerWheel {
  /// The timers that fire after a place, in exact order, at most so many; all stay armed.
  ///
  /// Complexity: linear in what the queue, the heaps and the buckets hold in which they lie, and
  /// `count` · log(`count`).
  package func ahead(of place: TimerPlace?, count: Int) -> [FiredTimer] {
    var first = FirstTimers(count: count, after: place)
    nearQueue.forEach(in: pool) { first.take($0) }
    nearHeap.forEach(in: pool) { first.take($0) }
    farHeap.forEach(in: pool) { first.take($0) }
    if let openBucket { buckets.forEach(in: openBucket, in: pool) { first.take($0) } }
    for level in 0..<TimerBuckets.levels {
      let lowerBits = Int64(level * TimerBuckets.bitsPerLevel)
      let roundBits = lowerBits + Int64(TimerBuckets.bitsPerLevel)
      let round = (handMilliseconds >> roundBits) << roundBits
      var index = Self.index(of: handMilliseconds, level: level)
      while let next = buckets.nextOccupied(level: level, after: index) {
        index = next
        let start = round | (Int64(index) << lowerBits)
        if first.isComplete(before: start) { return first.inOrder() }
        if let place, start + 1 << lowerBits <= place.due.millisecondsSinceEpoch { continue }
        buckets.forEach(
          in: TimerBuckets.number(level: level, index: index),
          in: pool
        ) { first.take($0) }
      }
    }
    return first.inOrder()
  }
}

/// Selects the first timers after a place from any number of them.
private struct FirstTimers {
  private let count: Int
  private let place: ArmedTimer?
  private var timers: [ArmedTimer] = []
  /// The last one of those that count so far; nil while there is room.
  private var bound: ArmedTimer?

  init(count: Int, after place: TimerPlace?) {
    self.count = count
    self.place = place.map {
      ArmedTimer(dueMilliseconds: $0.due.millisecondsSinceEpoch, order: $0.order, slot: .max)
    }
  }

  mutating func take(_ timer: ArmedTimer) {
    if let place, !place.precedes(timer) { return }
    if let bound, !timer.precedes(bound) { return }
    timers.append(timer)
    if timers.count >= 2 * count { cut() }
  }

  /// Whether nothing from a time on can be among the first.
  mutating func isComplete(before start: Int64) -> Bool {
    guard timers.count >= count else { return false }
    cut()
    return timers[count - 1].dueMilliseconds < start
  }

  mutating func inOrder() -> [FiredTimer] {
    cut()
    return timers.map {
      FiredTimer(
        slot: $0.slot,
        due: Instant(millisecondsSinceEpoch: $0.dueMilliseconds),
        order: $0.order
      )
    }
  }

  private mutating func cut() {
    timers.sort { $0.precedes($1) }
    guard timers.count >= count else { return }
    timers.removeLast(timers.count - count)
    bound = timers[count - 1]
  }
}
