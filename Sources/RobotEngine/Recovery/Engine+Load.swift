package import RobotModel

// Loading facts: first a snapshot's, then the journal's. No rule runs. Each fact sets one row to
// what it says, so loading one twice changes nothing. What can be derived (who stands in a stage,
// timers, queues) is derived once at the end, by `finishLoading`.

extension Engine {
  /// Takes in one stored fact.
  /// - Throws: `LoadError` if it names something that no earlier fact has made.
  package func load(_ fact: Fact) throws(LoadError) {
    switch fact {
    case .store(let fact): try load(fact)
    case .entityType(let type): store.schema.put(type)
    case .removedEntityType(let id): store.schema.removeEntityType(id)
    case .pipeline(let pipeline): store.schema.put(pipeline)
    case .removedPipeline(let key):
      store.schema.removePipeline(key)
      store.holds.removePipeline(key)
    case .robotVersion(let robot, let isDeleted):
      store.put(robot, isDeleted: isDeleted, compiled: nil)
    case .removedRobot(let id): store.removeRobot(id)
    case .calendar(let calendar): try load(calendar)
    case .removedCalendar(let id): store.calendars.remove(id)
    case .record(let record): load(record)
    case .visit(let visit): try load(visit)
    case .run(let run): try load(run)
    case .historyEntry(let entry): try load(entry)
    case .rememberedRequest(let request): store.remembered.insert(request)
    case .pause(let pause): store.holds.put(pause)
    case .itemHold(let hold): try load(hold)
    case .trigger(let trigger): store.triggers.put(trigger, compiled: nil)
    case .removedTrigger(let id): store.triggers.remove(id)
    case .robotApplication(let application):
      store.applications.put(ApplicationTable.Row(application))
    case .removedVisit(let number): try loadRemoval(ofVisit: number)
    case .removedRun(let number): try loadRemoval(ofRun: number)
    case .removedHistoryEntry(let sequence):
      if let entry = store.entry(sequence) { store.remove(entry) }
    case .removedRecord(let number): loadErasure(of: number)
    }
  }

  /// Learns the engine time of a batch whose facts are loaded.
  package func load(batchTime: Instant) {
    advance(to: batchTime)
  }

  private func load(_ fact: StoreFact) throws(LoadError) {
    guard fact.isClockSimulated == configuration.isClockSimulated else {
      throw LoadError(
        fact.isClockSimulated
          ? "the data belong to a service with a simulated clock; start it with one"
          : "the data belong to a service with a real clock; start it without a simulated one"
      )
    }
    advance(to: fact.time)
    store.note(fact.lastNumber)
    store.note(historySequence: fact.lastHistorySequence)
    isErasureOpen = fact.isErasureOpen
  }

  private func load(_ calendar: WorkCalendar) throws(LoadError) {
    guard let zone = configuration.zone(calendar.timeZone) else {
      throw LoadError(
        "calendar \(calendar.id) is of the time zone \(calendar.timeZone), which this system"
          + " does not know; install its time zone data"
      )
    }
    store.calendars.put(calendar, compiled: WorkingTime(calendar, zone: zone))
  }

  private func load(_ record: Record) {
    var slot = store.record(record.number)
    let type = store.schema.internEntityType(record.key.entityType)
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
      fields[store.schema.internField(value.name, in: type)] = value.value
    }
    return fields
  }

  private func load(_ visit: Visit) throws(LoadError) {
    let record = store.record(visit.record)
    guard record.isSome, visit.number != .none else {
      throw LoadError("visit \(visit.number.text) is of an unknown record")
    }
    let type = store.records[record].entityType
    let entityType = store.schema.id(of: type)
    var slot = store.visit(visit.number)
    if !slot.isSome {
      let stage = store.schema.internStage(
        StageKey(entityType: entityType, pipeline: visit.pipeline, stage: visit.stage)
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

  private func loadErasure(of number: StoreNumber) {
    let record = store.record(number)
    guard record.isSome else { return }
    if !store.records[record].isDeleted {
      store.records[record].isDeleted = true
      store.countRecord(record, by: -1)
    }
    store.erase(record)
  }

  private func loadRemoval(ofRun number: StoreNumber) throws(LoadError) {
    let run = store.run(number)
    guard run.isSome else { return }
    guard store.runs[run].state.isFinal else {
      throw LoadError("run \(number.text) is removed before it has ended")
    }
    store.remove(run)
  }

  private func loadRemoval(ofVisit number: StoreNumber) throws(LoadError) {
    let visit = store.visit(number)
    guard visit.isSome else { return }
    guard !store.visits[visit].firstRun.isSome else {
      throw LoadError("visit \(number.text) is removed before its runs")
    }
    store.remove(visit)
  }

  private func load(_ run: Run) throws(LoadError) {
    var slot = store.run(run.number)
    if !slot.isSome {
      let visit = store.visit(run.visit)
      guard visit.isSome, run.number != .none else {
        throw LoadError("run \(run.number.text) is of an unknown visit")
      }
      guard let version = store.robots.version(run.robotVersion, of: run.robot) else {
        throw LoadError(
          "run \(run.number.text) is of version \(run.robotVersion) of robot \(run.robot),"
            + " which is not stored"
        )
      }
      let row = RunRow(
        number: run.number,
        visit: visit,
        version: version,
        position: UInt16(clamping: run.position),
        occurrence: run.occurrence
      )
      slot =
        try run.placedBehind.map { behind throws(LoadError) in
          store.insert(row, behind: try place(behind, of: run))
        } ?? store.insert(row)
    }
    if let version = store.robots.version(run.robotVersion, of: run.robot) {
      store.setVersion(version, of: slot)
    }
    store.setState(run.state, of: slot)
    store.runs[slot].occurrence = run.occurrence
    store.runs[slot].reason = run.reason
    store.runs[slot].latenessCause = run.latenessCause
    store.runs[slot].dueTime = StoredInstant(run.dueTime)
    store.runs[slot].startTime = StoredInstant(run.startTime)
    store.runs[slot].finishTime = StoredInstant(run.finishTime)
    store.runs[slot].attempts = run.attempts
    store.runs[slot].detail = run.detail.map {
      RunColdPart($0, notBeforeTime: run.notBeforeTime)
    }
  }

  /// The run behind which a placed one stands; `none` for the first place.
  private func place(_ number: StoreNumber, of run: Run) throws(LoadError) -> Slot<RunRow> {
    if number == .none { return .none }
    let place = store.run(number)
    guard place.isSome, store.visits[store.runs[place].visit].number == run.visit else {
      throw LoadError(
        "run \(run.number.text) stands behind run \(number.text), which is not of its visit"
      )
    }
    return place
  }

  private func load(_ hold: ItemHold) throws(LoadError) {
    let record = store.record(hold.record)
    guard record.isSome else {
      throw LoadError("a hold is of the unknown record \(hold.record.text)")
    }
    var row = HoldTable.ItemRow()
    row.pauseTime = StoredInstant(hold.pauseTime)
    row.pauseUser = store.names.intern(hold.pauseUser)
    row.breakTime = StoredInstant(hold.breakTime)
    row.countedNumber = hold.countedNumber
    row.formerNumber = hold.formerNumber
    store.holds.set(row, of: record)
  }

  private func load(_ entry: HistoryEntry) throws(LoadError) {
    let detail = entry.hasDetail ? entry.detail : nil
    if let last = store.lastLoadedSequence, entry.sequence <= last {
      // It changes only where something was erased.
      if let known = store.entry(entry.sequence) { store.history[known].detail = detail }
      return
    }
    let type = store.schema.internEntityType(entry.record.entityType)
    let record = store.slot(ofRecord: entry.record.id, type: type)
    guard record.isSome, entry.sequence > 0 else {
      throw LoadError("history entry \(entry.sequence) is of the unknown record \(entry.record)")
    }
    var row = HistoryRow(
      sequence: entry.sequence,
      time: entry.time,
      run: entry.run,
      visit: entry.visit,
      detail: detail,
      record: record,
      previousOfRecord: store.records[record].lastEntry,
      actingUser: store.names.intern(entry.actingUser),
      robot: store.names.intern(entry.robot),
      kind: entry.kind,
      reason: entry.reason
    )
    row.oldStage = stage(entry, pipeline: entry.oldPipeline, stage: entry.oldStage)
    row.newStage = stage(entry, pipeline: entry.newPipeline, stage: entry.newStage)
    _ = store.insert(row)
    store.note(historySequence: entry.sequence)
  }

  private func stage(_ entry: HistoryEntry, pipeline: String, stage: String) -> StageSlot {
    if pipeline.isEmpty { return .none }
    return store.schema.internStage(
      StageKey(entityType: entry.record.entityType, pipeline: pipeline, stage: stage)
    )
  }
}
