import RobotModel

// From rows to the model's values, which are what facts and answers consist of.

extension Store {
  /// A record as it now is.
  func recordView(_ slot: Slot<RecordRow>) -> Record {
    let row = records[slot]
    var record = Record(
      number: row.number,
      key: key(of: slot),
      fields: namedValues(row.fields, of: row.entityType),
      place: row.stage == .none ? nil : schema.key(of: row.stage),
      revision: row.revision,
      createTime: row.createTime,
      updateTime: row.updateTime,
      visit: row.visit.isSome ? visits[row.visit].number : .none,
      stageEnterTime: row.visit.isSome ? visits[row.visit].enterTime : nil
    )
    record.isDeleted = row.isDeleted
    return record
  }

  /// Fields by their names; those that the type no longer has are left out.
  func namedValues(_ fields: [StoredField], of type: EntityTypeSlot) -> [NamedValue] {
    var values: [NamedValue] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      guard let name = schema.name(ofPresent: field.number, in: type) else { continue }
      values.append(NamedValue(name: name, value: field.value))
    }
    return values
  }

  /// The names of a record.
  func key(of slot: Slot<RecordRow>) -> RecordKey {
    RecordKey(entityType: schema.id(of: records[slot].entityType), id: records[slot].id)
  }

  /// A visit as it now is.
  func visitView(_ slot: Slot<VisitRow>) -> Visit {
    let row = visits[slot]
    let key = schema.key(of: row.stage)
    var visit = Visit(
      number: row.number,
      record: records[row.record].number,
      pipeline: key.pipeline,
      stage: key.stage,
      enterTime: row.enterTime,
      leaveTime: row.leaveTime.instant
    )
    if let detail = row.detail {
      let type = records[row.record].entityType
      visit.entryValues = detail.entryValues.map { field in
        NamedValue(name: schema.name(of: field.number, in: type), value: field.value)
      }
      visit.automatedMoves = detail.automatedMoves.map { schema.key(of: $0) }
    }
    return visit
  }

  /// A run as it is stored.
  func runFact(_ slot: Slot<RunRow>) -> Run {
    let row = runs[slot]
    let robot = robots[row.version].robot
    var run = Run(
      number: row.number,
      visit: visits[row.visit].number,
      robot: robot.id,
      robotVersion: robot.version,
      position: UInt32(row.position)
    )
    run.occurrence = row.occurrence
    run.state = row.state
    run.reason = row.reason
    run.latenessCause = row.latenessCause
    run.dueTime = row.dueTime.instant
    run.notBeforeTime = row.detail?.notBeforeTime
    run.startTime = row.startTime.instant
    run.finishTime = row.finishTime.instant
    run.attempts = row.attempts
    run.detail = row.detail?.detail
    return run
  }

  /// What holds an item up, as it is stored.
  func holdView(_ record: Slot<RecordRow>) -> ItemHold {
    let row = holds.row(of: record)
    var hold = ItemHold(record: records[record].number)
    hold.pauseTime = row.pauseTime.instant
    hold.pauseUser = names[row.pauseUser]
    hold.breakTime = row.breakTime.instant
    hold.countedNumber = row.countedNumber
    return hold
  }

  /// A history entry as it is stored.
  func entryView(_ slot: Slot<HistoryRow>) -> HistoryEntry {
    let row = history[slot]
    var entry = HistoryEntry(
      sequence: row.sequence,
      time: row.time,
      record: key(of: row.record),
      kind: row.kind,
      actingUser: names[row.actingUser]
    )
    entry.robot = names[row.robot]
    entry.run = row.run
    entry.visit = row.visit
    entry.reason = row.reason
    if row.oldStage != .none {
      let key = schema.key(of: row.oldStage)
      (entry.oldPipeline, entry.oldStage) = (key.pipeline, key.stage)
    }
    if row.newStage != .none {
      let key = schema.key(of: row.newStage)
      (entry.newPipeline, entry.newStage) = (key.pipeline, key.stage)
    }
    if let detail = row.detail {
      entry.field = detail.field
      entry.oldValue = detail.oldValue
      entry.newValue = detail.newValue
      entry.text = detail.text
    }
    return entry
  }
}
