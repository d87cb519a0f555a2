package import RobotModel

/// How the runs of one robot ended, day by day over the last 30, and how many go on (O2).
///
/// A ring of days: a day that comes round again overwrites the one that has left the window, so
/// counting is constant time and a robot costs half a kilobyte however many runs it has.
struct RobotTally {
  /// Days in the window, the present one among them.
  private static let dayCount = 30
  private static let dayMilliseconds: Int64 = 86_400_000
  /// The ends that are told apart.
  private static let states: [RunState] = [.succeeded, .skipped, .failed, .cancelled]

  /// Runs that have not ended.
  private(set) var open: Int64 = 0
  /// For each day of the ring, how many runs ended in each of `states`.
  private var ring = [UInt32](repeating: 0, count: dayCount * states.count)
  /// The newest day that the ring holds, in days since 1970.
  private var newestDay: Int64 = 0

  /// Counts a run that begins.
  mutating func begin() { open += 1 }

  /// Counts a run's end.
  mutating func end(as state: RunState, at time: Instant) {
    open -= 1
    countEnd(as: state, at: time)
  }

  /// Counts the end of a run whose beginning was not counted.
  mutating func countEnd(as state: RunState, at time: Instant) {
    let day = Self.day(of: time)
    turn(to: day)
    guard day > newestDay - Int64(Self.dayCount), let column = Self.states.firstIndex(of: state)
    else { return }
    ring[Self.row(of: day) + column] += 1
  }

  /// Takes the end of a run back that goes on.
  mutating func reopen(endedAs state: RunState, at time: Instant) {
    open += 1
    let day = Self.day(of: time)
    guard day > newestDay - Int64(Self.dayCount), let column = Self.states.firstIndex(of: state)
    else { return }
    ring[Self.row(of: day) + column] -= 1
  }

  /// The counts as of a time.
  mutating func counts(at time: Instant) -> RobotCounts {
    turn(to: Self.day(of: time))
    var sums = [Int64](repeating: 0, count: Self.states.count)
    for (index, count) in ring.enumerated() { sums[index % Self.states.count] += Int64(count) }
    var counts = RobotCounts()
    counts.succeeded = sums[0]
    counts.skipped = sums[1]
    counts.failed = sums[2]
    counts.cancelled = sums[3]
    counts.waiting = open
    return counts
  }

  /// Clears the days that have left the window.
  private mutating func turn(to day: Int64) {
    guard day > newestDay else { return }
    for passed in max(newestDay + 1, day - Int64(Self.dayCount) + 1)...day {
      let row = Self.row(of: passed)
      for column in Self.states.indices { ring[row + column] = 0 }
    }
    newestDay = day
  }

  private static func day(of time: Instant) -> Int64 {
    time.millisecondsSinceEpoch / dayMilliseconds
  }

  private static func row(of day: Int64) -> Int {
    Int(day % Int64(dayCount)) * states.count
  }
}

extension Engine {
  /// How a robot's runs ended in the 30 days before `now`, and how many have not.
  package func counts(ofRobot id: String, at now: Instant) -> RobotCounts {
    guard let slot = store.robots.slotEver(of: id) else { return RobotCounts() }
    makeTally(for: slot)
    return tallies[Int(slot.rawValue)].counts(at: max(now, time))
  }

  /// Counts a run that begins.
  func tallyBegin(of run: Slot<RunRow>) {
    let slot = store.robots[brief: store.runs[run].version].robot
    makeTally(for: slot)
    tallies[Int(slot.rawValue)].begin()
  }

  /// Counts a run's end.
  func tallyEnd(of run: Slot<RunRow>, as state: RunState) {
    let slot = store.robots[brief: store.runs[run].version].robot
    tallies[Int(slot.rawValue)].end(as: state, at: time)
  }

  /// Takes the end of a run back that goes on.
  func tallyReopen(_ run: Slot<RunRow>) {
    let slot = store.robots[brief: store.runs[run].version].robot
    guard let finishTime = store.runs[run].finishTime.instant else { return }
    tallies[Int(slot.rawValue)].reopen(endedAs: store.runs[run].state, at: finishTime)
  }

  /// Counts a run that was loaded.
  func tallyLoaded(_ run: Slot<RunRow>) {
    let slot = store.robots[brief: store.runs[run].version].robot
    makeTally(for: slot)
    if let finishTime = store.runs[run].finishTime.instant {
      tallies[Int(slot.rawValue)].countEnd(as: store.runs[run].state, at: finishTime)
    } else {
      tallies[Int(slot.rawValue)].begin()
    }
  }

  private func makeTally(for slot: RobotSlot) {
    while tallies.count <= Int(slot.rawValue) { tallies.append(RobotTally()) }
  }
}
