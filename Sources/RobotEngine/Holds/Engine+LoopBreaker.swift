import RobotModel

// The loop breaker (S-13)
//
// Robots may move one item twenty times in any 24 hours. The next move is not made: the run that
// would make it and everything of the item that is due wait, LOOP_BREAKER, until a person resumes
// the item, from when on moves are counted anew. People can still move it.
//
// A worker's move is stopped before its action is handed out. It may come to be one too many while
// the worker has it: then its success moves nothing, the action is ready once more, and goes out
// again when the item is resumed. Its key is the same, so the worker has only to say again that it
// is done.
//
// Nothing is kept to count by: a visit into which a robot moved its item says so (see VisitDetail),
// and visits are made in order.

extension Engine {
  /// Whether one more move by robots would be one too many for an item.
  func hasMovedTooOften(_ record: Slot<RecordRow>) -> Bool {
    automatedMoveCount(of: record) >= Limits.automatedMovesPerDay
  }

  /// Stops an item's robots and triggers until a person resumes it.
  func stopMoving(_ record: Slot<RecordRow>) {
    var row = store.holds.row(of: record)
    if row.breakTime.instant != nil { return }
    row.breakTime = StoredInstant(time)
    setHold(row, of: record)
    var parts = EntryParts()
    parts.reason = .loopBreaker
    note(.paused, of: record, by: Author(user: Author.builtInUser, run: .none), parts)
  }

  /// Whether a run is about to move its item once too often.
  func exceedsMoves(_ run: Slot<RunRow>) -> Bool {
    guard endsVisit(run) else { return false }
    let compiled = actingRobot(of: run)
    let record = store.visits[store.runs[run].visit].record
    guard !store.records[record].isDeleted,
      let target = compiled.kind.targets(of: compiled.robot).first,
      let stage = store.schema.slot(ofStage: target), stage != store.records[record].stage,
      !isLoopLimited(automatedMoves(endingIn: stage, by: run))
    else { return false }
    return hasMovedTooOften(record)
  }

  /// Stops an item whose action would by its success move it once too often.
  func stopAction(of run: Slot<RunRow>) {
    stopMoving(store.visits[store.runs[run].visit].record)
    if store.runs[run].state == .dispatched {
      takeFromWorker(run, because: Reason.loopBreaker.words)
    }
  }

  /// Whether there are moves by robots that count.
  func hasMoved(_ record: Slot<RecordRow>) -> Bool { automatedMoveCount(of: record) > 0 }

  /// How often robots have moved an item in the last 24 hours, since it was last resumed.
  private func automatedMoveCount(of record: Slot<RecordRow>) -> Int {
    let counted = store.holds.row(of: record).countedNumber
    let dayAgo = time.adding(milliseconds: -86_400_000)
    var count = 0
    var visit = store.records[record].newestVisit
    while visit.isSome, isOfPresentRecord(visit) {
      let number = store.visits[visit].number
      if number <= counted || number.madeTime <= dayAgo { break }
      if let detail = store.visits[visit].detail, !detail.automatedMoves.isEmpty { count += 1 }
      visit = store.visits[visit].olderVisit
    }
    return count
  }

  /// Sets what holds an item up, durably with the current batch.
  func setHold(_ row: HoldTable.ItemRow, of record: Slot<RecordRow>) {
    store.holds.set(row, of: record)
    if !batch.holds.contains(record) { batch.holds.append(record) }
  }
}
