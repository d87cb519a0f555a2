package import RobotModel

extension Engine {
  /// Deletes a record; of an item everything that has not ended is cancelled, ITEM_DELETED.
  ///
  /// - Returns: How many runs were cancelled.
  /// - Throws: `NOT_FOUND` unless the command allows it, `INVALID_ARGUMENT`, `ABORTED` for a stale
  ///   etag.
  package func perform(
    _ command: DeleteRecord,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Int {
    advance(to: now)
    _ = try requireEntityType(command.key.entityType)
    var violations = Violations()
    checkEventTime(command.eventTime, &violations)
    try violations.throwIfAny()
    if let record = store.liveRecord(command.key) {
      settleLinked(to: command.key)
      settle(record)
    }
    guard let record = store.liveRecord(command.key) else {
      if command.allowsMissing { return 0 }
      throw .notFound(command.key.entityType, command.key.id)
    }
    try checkEtag(command.etag, of: record)
    let count = endVisits(of: record, at: command.eventTime)
    removeRecord(record, by: Author(caller))
    return count
  }

  /// Closes an item's open visit, cancels all its runs that have not ended, and gives their number.
  func endVisits(of record: Slot<RecordRow>, at eventTime: Instant?) -> Int {
    var count = 0
    if store.records[record].visit.isSome {
      let leaveTime = entryTime(of: record, eventTime: eventTime)
      count = leave(record, because: .itemDeleted, at: leaveTime, by: .none)
    }
    var visit = store.records[record].newestVisit
    while store.records[record].pendingRuns > 0, visit.isSome {
      count += withdrawRuns(of: visit, because: .itemDeleted, movedBy: .none)
      visit = store.visits[visit].olderVisit
    }
    return count
  }
}
