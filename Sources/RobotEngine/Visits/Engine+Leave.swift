import RobotModel

// Leaving a stage (S-2): the visit closes, and in the same batch what waits for it ends.

extension Engine {
  /// Closes an item's open visit and takes the item out of its stage.
  ///
  /// - Parameter run: The run whose robot moves or deletes the item; `none` where a person or
  ///   program does.
  /// - Returns: How many runs were cancelled.
  @discardableResult
  func leave(
    _ record: Slot<RecordRow>,
    because reason: Reason,
    at leaveTime: Instant,
    by run: Slot<RunRow>
  ) -> Int {
    let visit = store.records[record].visit
    let isOwnRobot = run.isSome && store.runs[run].visit == visit
    store.visits[visit].leaveTime = StoredInstant(leaveTime)
    store.records[record].visit = .none
    store.leaveStage(record)
    touch(visit)
    touch(record)
    return withdrawRuns(of: visit, because: reason, keepingStarted: isOwnRobot)
  }

  /// Cancels the runs of a visit that the leave ends, and gives their number.
  ///
  /// A robot's own move withdraws nothing that was started; a person's does.
  func withdrawRuns(
    of visit: Slot<VisitRow>,
    because reason: Reason,
    keepingStarted: Bool
  ) -> Int {
    var count = 0
    for run in store.runs(of: visit) {
      let survives =
        reason != .itemDeleted
        && store.robots[store.runs[run].version].robot.survivesStageChange
      switch store.runs[run].state {
      case .waiting where !survives,
        .ready where !survives && !keepingStarted,
        .dispatched where !survives && !keepingStarted:
        withdraw(run, because: reason)
        count += 1
      case .waiting, .ready, .dispatched, .succeeded, .failed, .skipped, .cancelled:
        continue
      }
    }
    for run in store.runs(of: visit) where store.runs[run].reason == .previous {
      release(run)
    }
    return count
  }

  /// Cancels one run; a worker that holds its action is told.
  func withdraw(_ run: Slot<RunRow>, because reason: Reason, by person: Caller? = nil) {
    let wasDispatched = store.runs[run].state == .dispatched
    end(run, as: .cancelled, because: reason, by: person)
    guard wasDispatched else { return }
    batch.effects.append(.actionWithdrawn(run: store.runs[run].number))
    enqueueOthers(after: run)
  }
}
