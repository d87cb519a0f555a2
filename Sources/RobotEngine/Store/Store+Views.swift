import RobotModel

// From rows to the model's values, which are what facts and answers consist of.

extension Store {
  /// A record as it now is.
  func recordView(_ slot: Slot<RecordRow>) -> Record {
    let (stage, visit) = (records[slot].stage, records[slot].visit)
    return Record(
      number: records[slot].number,
      key: key(of: slot),
      fields: namedValues(records[slot].fields, of: records[slot].entityType),
      place: stage == .none ? nil : schema.key(of: stage),
      revision: records[slot].revision,
      createTime: records[slot].createTime,
      updateTime: records[slot].updateTime,
      visit: visit.isSome ? visits[visit].number : .none,
      stageEnterTime: visit.isSome ? visits[visit].enterTime : nil,
      isDeleted: records[slot].isDeleted,
      source: sources[records[slot].source]
    )
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
    let (record, stage) = (visits[slot].record, Int(visits[slot].stage.rawValue))
    var visit = Visit(
      number: visits[slot].number,
      record: records[record].number,
      pipeline: schema.stages[stage].key.pipeline,
      stage: schema.stages[stage].key.stage,
      enterTime: visits[slot].enterTime,
      leaveTime: visits[slot].leaveTime.instant
    )
    if let detail = visits[slot].detail {
      let type = records[record].entityType
      visit.entryValues = detail.entryValues.map { field in
        NamedValue(name: schema.name(of: field.number, in: type), value: field.value)
      }
      visit.automatedMoves = detail.automatedMoves.map { schema.key(of: $0) }
    }
    return visit
  }

  /// A run as it is stored.
  func runFact(_ slot: Slot<RunRow>) -> Run {
    Run(
      numbers(of: slot),
      robot: robots[runs[slot].version].robot.id,
      detail: runs[slot].detail?.detail
    )
  }

  /// Gives the fact of a run.
  func give(_ slot: Slot<RunRow>, to sink: any FactSink) {
    let numbers = numbers(of: slot)
    let robot = robots[brief: runs[slot].version].id
    if let part = runs[slot].detail {
      sink.put(numbers, ofRobot: robot, part.detail)
    } else {
      sink.put(numbers, ofRobot: robot)
    }
  }

  private func numbers(of slot: Slot<RunRow>) -> RunNumbers {
    RunNumbers(
      number: runs[slot].number,
      visit: visits[runs[slot].visit].number,
      robotVersion: robots[brief: runs[slot].version].version,
      position: UInt32(runs[slot].position),
      occurrence: runs[slot].occurrence,
      state: runs[slot].state,
      reason: runs[slot].reason,
      latenessCause: runs[slot].latenessCause,
      dueTime: runs[slot].dueTime.instant,
      notBeforeTime: runs[slot].detail?.notBeforeTime,
      startTime: runs[slot].startTime.instant,
      finishTime: runs[slot].finishTime.instant,
      attempts: runs[slot].attempts,
      placedBehind: runs[slot].isPlaced ? numberBefore(placed: slot) : nil
    )
  }

  /// The number of the run behind which a placed one stands; none for the first place.
  private func numberBefore(placed slot: Slot<RunRow>) -> StoreNumber {
    let place = older(thanPlaced: slot)
    return place.isSome ? runs[place].number : .none
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
    hold.formerNumber = row.formerNumber
    return hold
  }

  /// A history entry as it is stored.
  func entryView(_ slot: Slot<HistoryRow>) -> HistoryEntry {
    HistoryEntry(
      numbers(of: slot),
      of: key(of: history[slot].record),
      by: names[history[slot].actingUser],
      robot: names[history[slot].robot],
      from: place(history[slot].oldStage),
      to: place(history[slot].newStage),
      history[slot].detail
    )
  }

  /// Gives the fact of a history entry.
  func give(_ slot: Slot<HistoryRow>, to sink: any FactSink) {
    sink.put(
      numbers(of: slot),
      of: key(of: history[slot].record),
      by: names[history[slot].actingUser],
      robot: names[history[slot].robot],
      from: place(history[slot].oldStage),
      to: place(history[slot].newStage),
      history[slot].detail
    )
  }

  @inline(__always)
  private func numbers(of slot: Slot<HistoryRow>) -> HistoryNumbers {
    HistoryNumbers(
      sequence: history[slot].sequence,
      time: history[slot].time,
      kind: history[slot].kind,
      reason: history[slot].reason,
      run: history[slot].run,
      visit: history[slot].visit
    )
  }

  @inline(__always)
  private func place(_ stage: StageSlot) -> StageKey? {
    stage == .none ? nil : schema.key(of: stage)
  }
}
