// A hierarchical timing wheel with a priority heap at each end
//
// Most timers are either cancelled or fire long after they were armed, so what has to be cheap is
// arming and cancelling. A timing wheel (G. Varghese and A. Lauck, "Hashed and Hierarchical Timing
// Wheels", SOSP 1987, scheme 7) does both in constant time: it is an array of buckets, one for each
// tick, and a clock hand that walks over them. To reach far with few buckets there are several
// wheels, as on a clock with hands for hours, minutes and seconds: when the hour hand comes to a
// bucket, its timers are spread over the minutes.
//
// Here a tick is one millisecond and each of five levels takes eight bits of the due time:
//
//     level 0   256 buckets of 1 ms         a quarter of a second
//     level 1   256 buckets of 256 ms       a minute
//     level 2   256 buckets of 65.5 s       four and a half hours
//     level 3   256 buckets of 4.66 h       seven weeks
//     level 4   256 buckets of 49.7 days    35 years
//
// A timer goes to the level of the highest bit in which its due time and the hand differ; there the
// eight bits of its due time are its bucket. So a level holds what lies ahead in the hand's present
// round of that level, its buckets are met in ascending order, and everything in a lower level
// comes before everything in a higher one. A timer moves down at most four times, whatever its
// delay.
//
// Two heaps complete it. What lies beyond the last level's present round waits in the *far heap*
// and fires from there. What the hand has reached lies in the *near queue* if it came in the exact
// order, by due time, then by order key, as most timers do, else in the *near heap*, which gives
// the order inside a tick. Because both are exact, the hand may stand anywhere: a timer armed for a
// moment that it has passed fires in its proper place.
//
// A bucket may hold millions ("all of them tomorrow at nine"), so moving its timers is cut into
// steps of one page: see ``TimerWheel/fire(dueBy:effort:)``.

package import RobotModel

/// All armed timers of the engine: arms and cancels in constant time, fires in exact order.
///
/// Timers are known by dense slots (the run's); each slot has at most one. The order is by due time
/// in milliseconds, then by the order key given at arming, then by slot, and depends on nothing
/// else: the same calls give the same firings.
///
/// Memory: less than 29 bytes a timer where they come in numbers, kept for later timers.
package struct TimerWheel: ~Copyable {
  /// How many timers are armed.
  package internal(set) var count = 0

  /// Every timer due before this millisecond, or at it unless its bucket is being emptied, has left
  /// the wheel for the near queue or heap.
  var handMilliseconds: Int64

  /// The bucket at the hand that is being emptied; it holds timers as long as it is open.
  var openBucket: Int?

  var pool = TimerPages()
  var buckets = TimerBuckets()
  var nearQueue = TimerQueue()
  var nearHeap = PriorityHeap(owner: .nearHeap)
  var farHeap = PriorityHeap(owner: .farHeap)

  /// A wheel without timers whose hand stands at the given time.
  package init(at now: Instant) {
    handMilliseconds = now.millisecondsSinceEpoch
  }

  /// Arms the timer of a slot; if it is armed already, for the new time instead.
  ///
  /// A time that has passed is right: the timer is the next to fire, or among them.
  /// Complexity: constant; logarithmic where the time has been reached or lies decades ahead.
  package mutating func arm(_ slot: UInt32, due: Instant, order: UInt64) {
    cancel(slot)
    pool.makePlace(forSlot: slot)
    count += 1
    place(ArmedTimer(dueMilliseconds: due.millisecondsSinceEpoch, order: order, slot: slot))
  }

  /// Cancels the timer of a slot, if it is armed, and says whether it was.
  ///
  /// Complexity: constant; logarithmic where the time has been reached or lies decades ahead.
  @discardableResult
  package mutating func cancel(_ slot: UInt32) -> Bool {
    let cell = pool.cell(ofSlot: slot)
    guard cell != TimerPages.none else { return false }
    count -= 1
    pool.forget(slot: slot)
    let owner = pool[page: cell / TimerPages.cellsPerPage].owner
    if owner == .nearQueue {
      nearQueue.remove(cell: cell, in: &pool)
    } else if owner == .nearHeap {
      nearHeap.remove(cell: cell, in: &pool)
    } else if owner == .farHeap {
      farHeap.remove(cell: cell, in: &pool)
    } else {
      buckets.remove(cell: cell, from: owner.bucket, in: &pool)
      if openBucket == owner.bucket, buckets.isEmpty(owner.bucket) { openBucket = nil }
    }
    return true
  }

  /// When the timer of a slot is due, or nil if it is not armed.
  package func due(of slot: UInt32) -> Instant? {
    let cell = pool.cell(ofSlot: slot)
    guard cell != TimerPages.none else { return nil }
    return Instant(millisecondsSinceEpoch: pool[cell].dueMilliseconds)
  }

  /// Bytes of memory that the timers hold, free cells included.
  package var memoryBytes: Int { MemoryLayout<TimerWheel>.size + pool.memoryBytes }

  /// Puts a timer where it belongs as the hand stands.
  @inline(__always)
  mutating func place(_ timer: ArmedTimer) {
    guard timer.dueMilliseconds > handMilliseconds else {
      if !nearQueue.append(timer, in: &pool) { nearHeap.push(timer, in: &pool) }
      return
    }
    let difference = UInt64(bitPattern: timer.dueMilliseconds ^ handMilliseconds)
    let level = (63 - difference.leadingZeroBitCount) / TimerBuckets.bitsPerLevel
    guard level < TimerBuckets.levels else {
      farHeap.push(timer, in: &pool)
      return
    }
    let index = Self.index(of: timer.dueMilliseconds, level: level)
    buckets.add(timer, to: TimerBuckets.number(level: level, index: index), in: &pool)
  }

  /// The bucket of a level to which a time belongs.
  @inline(__always)
  static func index(of milliseconds: Int64, level: Int) -> Int {
    let shifted = milliseconds >> Int64(level * TimerBuckets.bitsPerLevel)
    return Int(shifted & Int64(TimerBuckets.perLevel - 1))
  }
}
