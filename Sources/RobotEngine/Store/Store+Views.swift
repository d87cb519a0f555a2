import RobotModel

// From rows to the model's values, which are what facts and answers consist of.

extension Store {
  /// A record as it now is.
  func recordView(_ slot: Slot<RecordRow>) -> Record {
    let (stage, visit) = (records[slot].stage, records[slot].visit)
    var record = Record(
      number: records[slot].number,
      key: key(of: slot),
      fields: namedValues(records[slot].fields, of: records[slot].entityType),
      place: stage == .none ? nil : schema.key(of: stage),
      revision: records[slot].revision,
      createTime: records[slot].createTime,
      updateTime: records[slot].updateTime,
      visit: visit.isSome ? visits[visit].number : .none,
      stageEnterTime: visit.isSome ? visits[visit].enterTime : nil
    )
    record.isDeleted = records[slot].isDeleted
    record.source = sources[records[slot].source]
    return record
  }

  /// Fields by their names; those that the type no longer has are left out.
  func namedValues(_ fields: [StoredField], of type: EntityTypeSlot) -> [NamedValue] {
    let names = schema.presentNames(of: type)
    var values: [NamedValue] = []
    values.reserveCapacity(fields.count)
    for index in fields.indices {
      guard let name = names[Int(fields[index].number.rawValue)] else { continue }
      values.append(NamedValue(name: name, value: fields[index].value))
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
    let version = robots[runs[slot].version]
    let detail = runs[slot].detail
    var run = Run(
      number: runs[slot].number,
      visit: visits[runs[slot].visit].number,
      robot: version.robot.id,
      robotVersion: version.robot.version,
      position: UInt32(runs[slot].position)
    )
    run.occurrence = runs[slot].occurrence
    run.state = runs[slot].state
    run.reason = runs[slot].reason
    run.latenessCause = runs[slot].latenessCause
    run.dueTime = runs[slot].dueTime.instant
    run.notBeforeTime = detail?.notBeforeTime
    run.startTime = runs[slot].startTime.instant
    run.finishTime = runs[slot].finishTime.instant
    run.attempts = runs[slot].attempts
    run.detail = detail?.detail
    if runs[slot].isPlaced {
      let place = older(thanPlaced: slot)
      run.placedBehind = place.isSome ? runs[place].number : StoreNumber.none
    }
    return run
  }

  /// The nearest run before a placed one that is older: behind it the run comes to its place when
  /// runs are loaded in the order of their making.
  private func older(thanPlaced run: Slot<RunRow>) -> Slot<RunRow> {
    var found = Slot<RunRow>.none
    for other in runs(of: runs[run].visit) {
      if other == run { break }
      if runs[other].number < runs[run].number { found = other }
    }
    return found
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
    var entry = HistoryEntry(
      sequence: history[slot].sequence,
      time: history[slot].time,
      record: key(of: history[slot].record),
      kind: history[slot].kind,
      actingUser: names[history[slot].actingUser]
    )
    entry.robot = names[history[slot].robot]
    entry.run = history[slot].run
    entry.visit = history[slot].visit
    entry.reason = history[slot].reason
    if history[slot].oldStage != .none {
      let key = schema.key(of: history[slot].oldStage)
      (entry.oldPipeline, entry.oldStage) = (key.pipeline, key.stage)
    }
    if history[slot].newStage != .none {
      let key = schema.key(of: history[slot].newStage)
      (entry.newPipeline, entry.newStage) = (key.pipeline, key.stage)
    }
    if let detail = history[slot].detail {
      entry.field = detail.field
      entry.oldValue = detail.oldValue
      entry.newValue = detail.newValue
      entry.text = detail.text
      entry.trigger = detail.trigger
      entry.event = detail.event
    }
    return entry
  }
}
