package import RobotModel

extension Engine {
  /// Creates a record or changes some of its fields, and may move an item.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag, `RESOURCE_EXHAUSTED` for a record that would be too large, or a new one while there is
  ///   no memory.
  package func perform(
    _ command: PutRecord,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> PutRecordReply {
    advance(to: now)
    let type = try requireEntityType(command.key.entityType)
    if !command.isValidateOnly {
      settleLinked(to: command.key)
      if let record = liveRecord(command.key.id, of: type) { settle(record) }
    }
    guard let record = liveRecord(command.key.id, of: type) else {
      return try create(command, type: type, by: caller)
    }
    let plan = try plan(command, type: type, present: store.records[record].stage)
    try checkEtag(command.etag, of: record)
    var fields = store.records[record].fields
    for change in plan.changes { fields[change.number] = change.value }
    try checkSize(of: fields, command.key)
    let isMoved = plan.stage.map { $0 != store.records[record].stage } ?? false
    if command.isValidateOnly {
      var view = store.recordView(record)
      view.fields = store.namedValues(fields, of: type)
      if let stage = plan.stage { view.place = store.schema.key(of: stage) }
      return PutRecordReply(record: view, isCreated: false, isMoved: isMoved)
    }
    noteSource(caller, of: record)
    let origin = origin(
      ofChange: command.causationID,
      of: record,
      by: caller,
      suppressesAutomation: command.suppressesAutomation
    )
    hearingPayment(of: record, from: origin, at: command.eventTime) {
      setFields(
        plan.changes,
        of: record,
        by: origin.author,
        at: command.eventTime,
        isHeard: origin.startsAutomation
      )
      if let stage = plan.stage, isMoved {
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

  /// The record with an id; none for the empty id, which asks for a new one.
  private func liveRecord(_ id: String, of type: EntityTypeSlot) -> Slot<RecordRow>? {
    if id.isEmpty { return nil }
    let slot = store.slot(ofRecord: id, type: type)
    return slot.isSome && !store.records[slot].isDeleted ? slot : nil
  }

  private func create(
    _ command: PutRecord,
    type: EntityTypeSlot,
    by caller: Caller
  ) throws(RequestError) -> PutRecordReply {
    guard command.allowsMissing, command.etag.isEmpty else {
      throw .notFound(command.key.entityType, command.key.id)
    }
    let plan = try plan(command, type: type, present: .none)
    let fields = [StoredField](plan.changes, sharing: store.users)
    try checkSize(of: fields, command.key)
    try requireMemory()
    if command.isValidateOnly {
      return PutRecordReply(
        record: preview(command.key, fields, type: type, plan.stage),
        isCreated: true,
        isMoved: plan.stage != nil
      )
    }
    let id = command.key.id.isEmpty ? store.makeNumber(at: time).text : command.key.id
    let author = Author(caller)
    let record = makeRecord(
      id,
      type: type,
      fields: fields,
      stage: plan.stage ?? .none,
      by: author
    )
    noteSource(caller, of: record)
    if let stage = plan.stage {
      enter(
        record,
        stage: stage,
        at: entryTime(of: record, eventTime: command.eventTime),
        suppressesAutomation: command.suppressesAutomation
      )
    }
    if !command.suppressesAutomation {
      raisePayment(of: record, before: nil, by: author, at: command.eventTime)
    }
    settle(record)
    return PutRecordReply(
      record: answer(record),
      isCreated: true,
      isMoved: plan.stage != nil
    )
  }

  /// A record as it would be made.
  private func preview(
    _ key: RecordKey,
    _ fields: [StoredField],
    type: EntityTypeSlot,
    _ stage: StageSlot?
  ) -> Record {
    Record(
      number: .none,
      key: key,
      fields: store.namedValues(fields, of: type),
      place: stage.map { store.schema.key(of: $0) },
      revision: 0,
      createTime: time,
      updateTime: time,
      visit: .none,
      stageEnterTime: nil
    )
  }

  /// Refuses a change of a record that has changed since the caller read it.
  func checkEtag(_ etag: String, of record: Slot<RecordRow>) throws(RequestError) {
    if etag.isEmpty { return }
    let row = store.records[record]
    let current = Etag.text(revision: row.revision, createTime: row.createTime)
    let key = store.key(of: record)
    try Etag.check(etag, of: key.entityType, key.id, current: current)
  }

  /// Refuses a record that would be larger than a record may be.
  func checkSize(of fields: [StoredField], _ key: RecordKey) throws(RequestError) {
    guard let problem = sizeProblem(of: fields, key) else { return }
    throw .limit("record_bytes", Limits.recordByteCount, problem)
  }
}
