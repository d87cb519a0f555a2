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
  /// A count for each of them, and one of those that started late.
  private static let columnCount = states.count + 1

  /// Runs that have not ended.
  private(set) var open: Int64 = 0
  /// For each day of the ring, how many runs ended in each of `states`, and how many late ones.
  private var ring = [UInt32](repeating: 0, count: dayCount * columnCount)
  /// The newest day that the ring holds, in days since 1970.
  private var newestDay: Int64 = 0

  /// Counts a run that begins.
  mutating func begin() { open += 1 }

  /// Counts a run's end.
  mutating func end(as state: RunState, isLate: Bool, at time: Instant) {
    open -= 1
    countEnd(as: state, isLate: isLate, at: time)
  }

  /// Counts the end of a run whose beginning was not counted.
  mutating func countEnd(as state: RunState, isLate: Bool, at time: Instant) {
    let day = Self.day(of: time)
    turn(to: day)
    guard day > newestDay - Int64(Self.dayCount), let column = Self.states.firstIndex(of: state)
    else { return }
    ring[Self.row(of: day) + column] += 1
    if isLate { ring[Self.row(of: day) + Self.states.count] += 1 }
  }

  /// Takes the end of a run back that goes on.
  mutating func reopen(endedAs state: RunState, isLate: Bool, at time: Instant) {
    open += 1
    let day = Self.day(of: time)
    guard day > newestDay - Int64(Self.dayCount), let column = Self.states.firstIndex(of: state)
    else { return }
    ring[Self.row(of: day) + column] -= 1
    if isLate { ring[Self.row(of: day) + Self.states.count] -= 1 }
  }

  /// The counts as of a time.
  mutating func counts(at time: Instant) -> RobotCounts {
    turn(to: Self.day(of: time))
    var sums = [Int64](repeating: 0, count: Self.columnCount)
    for (index, count) in ring.enumerated() { sums[index % Self.columnCount] += Int64(count) }
    var counts = RobotCounts()
    counts.succeeded = sums[0]
    counts.skipped = sums[1]
    counts.failed = sums[2]
    counts.cancelled = sums[3]
    counts.late = sums[4]
    counts.waiting = open
    return counts
  }

  /// Clears the days that have left the window.
  private mutating func turn(to day: Int64) {
    guard day > newestDay else { return }
    for passed in max(newestDay + 1, day - Int64(Self.dayCount) + 1)...day {
      let row = Self.row(of: passed)
      for column in 0..<Self.columnCount { ring[row + column] = 0 }
    }
    newestDay = day
  }

  private static func day(of time: Instant) -> Int64 {
    time.millisecondsSinceEpoch / dayMilliseconds
  }

  private static func row(of day: Int64) -> Int {
    Int(day % Int64(dayCount)) * columnCount
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
    tallies[Int(slot.rawValue)].end(as: state, isLate: startedLate(run), at: time)
  }

  /// Takes the end of a run back that goes on.
  func tallyReopen(_ run: Slot<RunRow>) {
    let slot = store.robots[brief: store.runs[run].version].robot
    guard let finishTime = store.runs[run].finishTime.instant else { return }
    let state = store.runs[run].state
    tallies[Int(slot.rawValue)].reopen(endedAs: state, isLate: startedLate(run), at: finishTime)
  }

  /// Counts a run that was loaded.
  func tallyLoaded(_ run: Slot<RunRow>) {
    let slot = store.robots[brief: store.runs[run].version].robot
    makeTally(for: slot)
    if let finishTime = store.runs[run].finishTime.instant {
      let state = store.runs[run].state
      tallies[Int(slot.rawValue)].countEnd(as: state, isLate: startedLate(run), at: finishTime)
    } else {
      tallies[Int(slot.rawValue)].begin()
    }
  }

  /// Whether a run started a second or more after its due time (T8).
  private func startedLate(_ run: Slot<RunRow>) -> Bool {
    guard let due = store.runs[run].dueTime.instant, let start = store.runs[run].startTime.instant
    else { return false }
    return start.milliseconds(since: due) >= 1_000
  }

  private func makeTally(for slot: RobotSlot) {
    while tallies.count <= Int(slot.rawValue) { tallies.append(RobotTally()) }
  }
}
