import RobotModel

// Leaving a stage (S-2): the visit closes, and in the same batch what waits for it ends.
//
// What robots of the visit have started goes on where one of them moves the item: the message goes
// out and the item moves, both at once. Only one of them ends the visit, though (S-16): another
// one's action would move the item on from a stage of which its robot knows nothing.

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
    return withdrawRuns(of: visit, because: reason, movedBy: isOwnRobot ? run : .none)
  }

  /// Cancels the runs of a visit that the leave ends, and gives their number.
  ///
  /// - Parameter mover: The run of the visit that takes the item away, beside which goes on what
  ///   was started; `none` where nothing does.
  func withdrawRuns(
    of visit: Slot<VisitRow>,
    because reason: Reason,
    movedBy mover: Slot<RunRow>
  ) -> Int {
    var count = 0
    for run in store.runs(of: visit) {
      let survives =
        reason != .itemDeleted
        && store.robots[store.runs[run].version].robot.survivesStageChange
      switch store.runs[run].state {
      case .waiting where !survives,
        .ready where !survives && !goesOn(run, beside: mover),
        .dispatched where !survives && !goesOn(run, beside: mover):
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

  private func goesOn(_ run: Slot<RunRow>, beside mover: Slot<RunRow>) -> Bool {
    mover.isSome && (run == mover || !endsVisit(run))
  }

  /// Cancels one run.
  ///
  /// A worker that holds its action keeps it, and what it reports releases nothing.
  func withdraw(_ run: Slot<RunRow>, because reason: Reason, by person: Caller? = nil) {
    let wasDispatched = store.runs[run].state == .dispatched
    let heldUpOthers = store.runs[run].state == .ready && isChangeInOrder(run)
    end(run, as: .cancelled, because: reason, by: person)
    if wasDispatched || heldUpOthers { enqueueOthers(after: run) }
  }
}
