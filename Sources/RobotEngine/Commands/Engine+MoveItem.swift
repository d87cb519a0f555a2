package import RobotModel

extension Engine {
  /// Moves an item to another stage; naming the present one again does nothing (S-1).
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT`, `ABORTED` for a stale etag.
  package func perform(
    _ command: MoveItem,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> PutRecordReply {
    advance(to: now)
    let type = try requireEntityType(command.key.entityType)
    if let record = store.liveRecord(command.key) { settle(record) }
    guard let record = store.liveRecord(command.key) else {
      throw .notFound(command.key.entityType, command.key.id)
    }
    var violations = Violations()
    if command.stage.isEmpty { violations.add("stage", "the stage to move to is needed") }
    checkEventTime(command.eventTime, &violations)
    let stage = target(
      pipeline: command.pipeline,
      stage: command.stage,
      type: type,
      present: store.records[record].stage,
      .move,
      &violations
    )
    try violations.throwIfAny()
    try checkEtag(command.etag, of: record)
    let isMoved = stage.map { $0 != store.records[record].stage } ?? false
    let origin = origin(
      ofChange: command.causationID,
      of: record,
      by: caller,
      suppressesAutomation: command.suppressesAutomation
    )
    if let stage, isMoved {
      noteSource(caller, of: record)
      hearingPayment(of: record, from: origin, at: command.eventTime) {
        move(record, to: stage, from: origin, at: command.eventTime)
      }
    }
    succeed(byEcho: origin)
    settle(record)
    return PutRecordReply(
      record: answer(record),
      isCreated: false,
      isMoved: isMoved
    )
  }
}
