import RobotModel

// The four kinds of rows of which a store has millions: each fact sets one row to what it says.

extension Engine {
  /// Takes in a record.
  func load(_ record: Record) {
    let type = store.schema.internEntityType(record.key.entityType)
    var slot =
      record.number > places.greatestRecord ? .none : store.record(record.number)
    if !slot.isSome {
      slot = store.insert(
        RecordRow(
          number: record.number,
          entityType: type,
          id: record.key.id,
          createTime: record.createTime
        )
      )
      store.records[slot].isDeleted = true
      places.greatestRecord = max(places.greatestRecord, record.number)
    }
    if store.records[slot].isDeleted != record.isDeleted {
      store.countRecord(slot, by: record.isDeleted ? -1 : 1)
    }
    store.records[slot].isDeleted = record.isDeleted
    store.records[slot].source = store.sources.intern(record.source)
    store.records[slot].fields = storedFields(record.fields, of: type)
    store.records[slot].revision = record.revision
    store.records[slot].createTime = record.createTime
    store.records[slot].updateTime = record.updateTime
    store.records[slot].stage = record.place.map { store.schema.internStage($0) } ?? .none
  }

  private func storedFields(_ values: [NamedValue], of type: EntityTypeSlot) -> [StoredField] {
    var fields: [StoredField] = []
    fields.reserveCapacity(values.count)
    for value in values {
      // They come in the order of their numbers, as they were stored.
      let next = fields.last.map { $0.number.rawValue + 1 } ?? 0
      let number = store.schema.internField(
        value.name,
        in: type,
        near: FieldNumber(rawValue: next)
      )
      if number.rawValue >= next {
        fields.append(StoredField(number, value.value))
      } else {
        fields[number] = value.value
      }
    }
    fields.shareUsers(store.users)
    return fields
  }

  /// Takes in a visit.
  /// - Throws: `LoadError` if no earlier fact has made its record.
  func load(_ visit: Visit) throws(LoadError) {
    let record = store.record(visit.record, near: places.record)
    guard record.isSome, visit.number != .none else {
      throw LoadError("visit \(visit.number.text) is of an unknown record")
    }
    places.record = record
    let type = store.records[record].entityType
    var slot = visit.number > places.greatestVisit ? .none : store.visit(visit.number)
    if !slot.isSome {
      let stage = store.schema.internStage(
        StageKey(
          entityType: store.schema.id(of: type),
          pipeline: visit.pipeline,
          stage: visit.stage
        )
      )
      slot = store.insert(
        VisitRow(
          number: visit.number,
          record: record,
          stage: stage,
          enterTime: visit.enterTime,
          olderVisit: store.records[record].newestVisit
        )
      )
      places.greatestVisit = max(places.greatestVisit, visit.number)
    }
    store.visits[slot].leaveTime = StoredInstant(visit.leaveTime)
    let isPlain = visit.entryValues.isEmpty && visit.automatedMoves.isEmpty
    store.visits[slot].detail =
      isPlain
      ? nil
      : VisitDetail(
        entryValues: storedFields(visit.entryValues, of: type),
        automatedMoves: visit.automatedMoves.map { store.schema.internStage($0) }
      )
  }

  /// Takes in a run.
  /// - Throws: `LoadError` if no earlier fact has made its visit or its version of the robot.
  func load(_ run: FactList.RunParts) throws(LoadError) {
    let numbers = run.numbers
    let version = store.robots.version(
      numbers.robotVersion,
      of: run.robot,
      near: places.version
    )
    if let version { places.version = version }
    let known = numbers.number > places.greatestRun ? .none : store.run(numbers.number)
    if known.isSome {
      if let version, store.runs[known].version != version {
        store.setVersion(version, of: known)
      }
      if store.runs[known].state != numbers.state { store.setState(numbers.state, of: known) }
      set(numbers, run.detail, in: &store.runs[known])
    } else {
      guard let version else {
        throw LoadError(
          "run \(numbers.number.text) is of version \(numbers.robotVersion) of robot"
            + " \(run.robot), which is not stored"
        )
      }
      try insert(numbers, of: version, run.detail)
    }
  }

  private func set(_ run: RunNumbers, _ detail: RunDetail?, in row: inout RunRow) {
    row.occurrence = run.occurrence
    row.reason = run.reason
    row.latenessCause = run.latenessCause
    row.dueTime = StoredInstant(run.dueTime)
    row.startTime = StoredInstant(run.startTime)
    row.finishTime = StoredInstant(run.finishTime)
    row.attempts = run.attempts
    row.detail = detail.map { RunColdPart($0, notBeforeTime: run.notBeforeTime) }
  }

  private func insert(
    _ run: RunNumbers,
    of version: RobotVersionSlot,
    _ detail: RunDetail?
  ) throws(LoadError) {
    let visit = store.visit(run.visit, near: places.visit)
    guard visit.isSome, run.number != .none else {
      throw LoadError("run \(run.number.text) is of an unknown visit")
    }
    places.visit = visit
    var row = RunRow(
      number: run.number,
      visit: visit,
      version: version,
      position: UInt16(clamping: run.position),
      occurrence: run.occurrence
    )
    row.state = run.state
    set(run, detail, in: &row)
    if let behind = run.placedBehind {
      _ = store.insert(row, behind: try place(behind, of: run))
    } else {
      _ = store.insert(row)
    }
    places.greatestRun = max(places.greatestRun, run.number)
  }

  /// The run behind which a placed one stands; `none` for the first place.
  private func place(
    _ number: StoreNumber,
    of run: RunNumbers
  ) throws(LoadError) -> Slot<RunRow> {
    if number == .none { return .none }
    let place = store.run(number)
    guard place.isSome, store.visits[store.runs[place].visit].number == run.visit else {
      throw LoadError(
        "run \(run.number.text) stands behind run \(number.text), which is not of its visit"
      )
    }
    return place
  }

  /// Takes in a history entry.
  /// - Throws: `LoadError` if no earlier fact has made its record.
  func load(_ entry: FactList.HistoryParts) throws(LoadError) {
    let numbers = entry.numbers
    if let last = store.lastLoadedSequence, numbers.sequence <= last {
      // It changes only where something was erased.
      if let known = store.entry(numbers.sequence) { store.history[known].detail = entry.detail }
      return
    }
    let type = store.schema.internEntityType(entry.record.entityType)
    let record = store.slot(ofRecord: entry.record.id, type: type, near: places.record)
    guard record.isSome, numbers.sequence > 0 else {
      throw LoadError("history entry \(numbers.sequence) is of the unknown record \(entry.record)")
    }
    places.record = record
    var row = HistoryRow(
      sequence: numbers.sequence,
      time: numbers.time,
      run: numbers.run,
      visit: numbers.visit,
      detail: entry.detail,
      record: record,
      previousOfRecord: store.records[record].lastEntry,
      actingUser: store.names.intern(entry.actingUser),
      robot: store.names.intern(entry.robot),
      kind: numbers.kind,
      reason: numbers.reason
    )
    row.oldStage = stage(entry.oldPlace)
    row.newStage = stage(entry.newPlace)
    _ = store.insert(row)
    store.note(historySequence: numbers.sequence)
  }

  private func stage(_ key: StageKey?) -> StageSlot {
    guard let key, !key.pipeline.isEmpty else { return .none }
    return store.schema.internStage(key)
  }
}
