import RobotModel

// Migrating waiting runs to another version (S-28)
//
// They become what they would be if the version had been in force at entry: due by its timing,
// under its condition. Some would not be there then. What waits in a visit that has closed, since
// its robot survives that, would have ended with the visit where the version does not (S-2); and of
// the occurrences of a date that recurs one would be there where the version has none.

extension Engine {
  /// Makes a waiting run one of another version, as if that had been in force at entry; or ends it
  /// if it would not be there then.
  func migrate(_ run: Slot<RunRow>, to version: RobotVersionSlot) {
    let robot = store.robots[version].robot
    if let reason = endOfMigration(of: run, to: robot) {
      return end(run, as: .cancelled, because: reason)
    }
    if losesOccurrence(run, by: robot) { store.runs[run].occurrence = freeOccurrence(for: run) }
    store.setVersion(version, of: run)
    touch(run)
    store.runs[run].detail?.detail.operands = []
    store.runs[run].detail?.detail.isSatisfied = nil
    keepEntryValues(for: version, of: store.runs[run].visit)
    // A run by hand keeps the time that a person has given it.
    if store.runs[run].isManual { return }
    timers.cancel(run.index)
    store.runs[run].isPutAside = false
    forgetDueTime(of: run)
    schedule(run)
    computeOccurrencesAnew(behind: run)
    release(run)
    if store.runs[run].state == .waiting { decideAtEntry(run) }
  }

  /// Why a waiting run would not be there if a version had been in force at entry: its visit has
  /// closed, which it would not have survived (S-2), or the version does not recur, and another run
  /// is the one of the visit; nil if it would.
  ///
  /// What a person has started again stays, as it would in any closed visit (S-23).
  private func endOfMigration(of run: Slot<RunRow>, to robot: Robot) -> Reason? {
    let row = store.runs[run]
    if isStartedAgain(run) { return nil }
    if store.robots[row.version].robot.survivesStageChange, !robot.survivesStageChange,
      store.visits[row.visit].leaveTime.instant != nil
    {
      return reasonOfLeave(row.visit)
    }
    guard losesOccurrence(run, by: robot) else { return nil }
    let isAnother = robotRuns(like: run).prefix { $0 != run }.contains { other in
      let version = store.robots[store.runs[other].version].robot.version
      return (store.runs[other].state == .waiting || version == robot.version)
        && !isStartedAgain(other)
    }
    return isAnother ? .ruleChanged : nil
  }

  /// How many waiting runs of a version end by a migration to another.
  ///
  /// - Complexity: linear in its waiting runs where the other one lets fewer of them be there, else
  ///   constant.
  func endedByMigration(from version: RobotVersionSlot, to robot: Robot) -> Int64 {
    let former = store.robots[version].robot
    guard
      former.survivesStageChange && !robot.survivesStageChange
        || former.timing.recurs && !robot.timing.recurs
    else { return 0 }
    let runs = store.waitingRuns.runs(of: [version])
    return Int64(runs.count { endOfMigration(of: $0, to: robot) != nil })
  }

  /// Whether a run is of a date that recurs, and would not be in a version.
  private func losesOccurrence(_ run: Slot<RunRow>, by robot: Robot) -> Bool {
    store.robots[store.runs[run].version].robot.timing.recurs && !robot.timing.recurs
      && !store.runs[run].isManual && !isStartedAgain(run)
  }

  private func isStartedAgain(_ run: Slot<RunRow>) -> Bool {
    store.runs[run].detail.map { $0.detail.manualRetries > 0 } ?? false
  }

  /// The reason for which the runs of a closed visit were cancelled whose item is still there.
  private func reasonOfLeave(_ visit: Slot<VisitRow>) -> Reason {
    let next = store.visits[visit].newerVisit
    guard next.isSome else { return .leftStage }
    let stages = [visit, next].map { store.schema.key(of: store.visits[$0].stage) }
    return stages[0].pipeline == stages[1].pipeline ? .leftStage : .pipelineChanged
  }

  /// The first number that no other run of a run's robot in its visit has: that of a run which is
  /// no occurrence of a recurring date any more.
  private func freeOccurrence(for run: Slot<RunRow>) -> UInt32 {
    let taken = Set(robotRuns(like: run).filter { $0 != run }.map { store.runs[$0].occurrence })
    var number: UInt32 = 0
    while taken.contains(number) { number += 1 }
    return number
  }
}
