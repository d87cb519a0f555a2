import RobotModel

// Runs that come again: the occurrences of a recurring date (S-9), and a date's new values (S-7).
// Each is a run of its own, made when the one before it starts.

extension Engine {
  /// Makes the run of the next occurrence of a recurring date, when a run of it is due.
  ///
  /// It is there already where the run starts once more, after the loop breaker has stopped it or
  /// by a retry.
  /// - Returns: Whether that one is due, too: of several only the newest fires.
  func makeNextOccurrence(after run: Slot<RunRow>) -> Bool {
    guard store.robots.compiled(store.runs[run].version).datePath != nil else { return false }
    let row = store.runs[run]
    guard case .date(let timing) = store.robots[row.version].robot.timing.start,
      timing.recurrence != .none, row.occurrence != 0,
      !OccurrenceNumber(rawValue: row.occurrence).isManual,
      store.visits[row.visit].leaveTime.instant == nil
    else { return false }
    if timing.isOnce { return false }
    var next = robotRuns(like: run).last ?? run
    if next == run {
      next = makeRun(again: run, occurrence: row.occurrence)
      setDueTime(of: next, from: .entry(store.visits[row.visit].enterTime))
    }
    return store.runs[next].state == .waiting
      && store.runs[next].dueTime.instant.map { $0 <= time } ?? false
  }

  /// The number of the newest occurrence of a run's robot in its visit besides the run; zero for
  /// none.
  func lastOccurrence(before run: Slot<RunRow>) -> UInt32 {
    robotRuns(like: run).filter { $0 != run }.map { store.runs[$0].occurrence }.max() ?? 0
  }

  /// The runs of a run's robot in its visit, but for those by hand, in the order of their making.
  func robotRuns(like run: Slot<RunRow>) -> [Slot<RunRow>] {
    let robot = store.robots[store.runs[run].version].slot
    return store.runs(of: store.runs[run].visit).filter { other in
      store.robots[store.runs[other].version].slot == robot
        && !OccurrenceNumber(rawValue: store.runs[other].occurrence).isManual
    }
  }

  /// Makes one more run of a robot in a visit.
  func makeRun(again run: Slot<RunRow>, occurrence: UInt32) -> Slot<RunRow> {
    let row = store.runs[run]
    let made = store.insert(
      RunRow(
        number: store.makeNumber(at: time),
        visit: row.visit,
        version: row.version,
        position: row.position,
        occurrence: occurrence
      )
    )
    tallyBegin(of: made)
    touch(made)
    return made
  }
}
