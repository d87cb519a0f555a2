package import RobotModel

// What those who watch changes are told of a batch's facts
//
// A fact is a row as it was then, and names others by the store's numbers. What a number stands
// for never changes, so it is looked up in the store as it is now: a run's visit, that one's item,
// the version to which the run is pinned. What is no longer kept, since a sweep or an erasure has
// removed it, is not told of any more.

extension Engine {
  /// The changes that a batch's facts tell of, in their order.
  ///
  /// - Parameters:
  ///   - facts: All facts of one batch.
  ///   - filter: Those that are asked for.
  package func changes(in facts: [Fact], _ filter: ChangeFilter) -> [Change] {
    let details = BatchDetails(facts, wantsRecords: filter.takes(.record))
    var changes: [Change] = []
    for fact in facts {
      if let change = change(by: fact, details, filter) { changes.append(change) }
    }
    return changes
  }

  private func change(
    by fact: Fact,
    _ details: BatchDetails,
    _ filter: ChangeFilter
  ) -> Change? {
    switch fact {
    case .record(let record):
      guard filter.takes(.record, of: record.key.entityType) else { return nil }
      return recordChange(of: record, details).map { .record($0) }
    case .visit(let visit):
      guard filter.takes(.visit) else { return nil }
      return change(of: visit, filter)
    case .run(let run):
      guard filter.takes(.run) else { return nil }
      return change(of: run, filter)
    case .historyEntry(let entry):
      guard filter.takes(.history, of: entry.record.entityType),
        store.entry(entry.sequence) != nil
      else { return nil }
      return .historyEntry(entry, summary: summary(of: entry))
    case .robotApplication(let application):
      return filter.takes(.application, of: application.place.entityType)
        ? .application(application) : nil
    case .pause(let pause):
      return takes(pause, filter) ? .pause(pause) : nil
    case .robotVersion, .trigger, .removedTrigger, .calendar, .removedCalendar:
      return filter.takes(.rule) ? ruleChange(by: fact, filter) : nil
    case .entityType, .removedEntityType, .pipeline, .removedPipeline:
      return filter.takes(.schema) ? schemaChange(by: fact, filter) : nil
    case .store, .rememberedRequest, .itemHold, .removedRobot, .removedRecord, .removedVisit,
      .removedRun, .removedHistoryEntry, .calendarProgress, .linkProgress:
      // The store's own; of an item's pause its history tells.
      return nil
    }
  }

  // MARK: - Records and what belongs to them

  private func recordChange(of record: Record, _ details: BatchDetails) -> RecordChange? {
    let slot = store.record(record.number)
    // That a record is gone is told under the id that it had before it was erased.
    guard slot.isSome, record.isDeleted || store.key(of: slot) == record.key else { return nil }
    var shown = record
    if shown.visit != .none {
      let visit = store.visit(shown.visit)
      shown.stageEnterTime =
        details.enterTimes[shown.visit] ?? (visit.isSome ? store.visits[visit].enterTime : nil)
    }
    var change = RecordChange(record: shown)
    if let history = details.records[record.key] {
      change.isCreated = history.isCreated
      if !history.isCreated {
        change.fields = history.fields
        change.oldPlace = history.oldPlace
      }
    }
    return change
  }

  private func change(of visit: Visit, _ filter: ChangeFilter) -> Change? {
    let record = store.record(visit.record)
    guard record.isSome, store.visit(visit.number).isSome else { return nil }
    let item = store.key(of: record)
    return filter.takes(.visit, of: item.entityType) ? .visit(visit, of: item) : nil
  }

  private func change(of run: Run, _ filter: ChangeFilter) -> Change? {
    let visit = store.visit(run.visit)
    guard visit.isSome,
      let version = store.robots.version(run.robotVersion, of: run.robot)
    else { return nil }
    let item = store.key(of: store.visits[visit].record)
    guard filter.takes(.run, of: item.entityType) else { return nil }
    let robot = store.robots[version].robot
    let acting = store.robots.version(run.detail?.actingVersion ?? 0, of: run.robot)
    return .run(
      RunView(
        run: run,
        item: item,
        place: store.schema.key(of: store.visits[visit].stage),
        robotType: acting.map { store.robots[$0].robot.type } ?? robot.type,
        robotName: robot.displayName,
        key: ActionKey.text(
          visit: run.visit,
          robot: run.robot,
          occurrence: OccurrenceNumber(rawValue: run.occurrence),
          manualRetry: run.detail?.manualRetries ?? 0
        )
      )
    )
  }

  private func takes(_ pause: Pause, _ filter: ChangeFilter) -> Bool {
    switch pause.scope {
    case .everything: filter.takes(.pause)
    case .pipeline(let key): filter.takes(.pause, of: key.entityType)
    case .item(let key): filter.takes(.pause, of: key.entityType)
    }
  }
}

/// What a batch's history and visits say of the records that it changes.
struct BatchDetails {
  /// What happened to a record in the batch.
  struct RecordHistory {
    var isCreated = false
    var fields: [ChangedField] = []
    var oldPlace: StageKey?
  }

  /// By the record's names; asked by name only.
  private(set) var records: [RecordKey: RecordHistory] = [:]
  /// By the visit's number; asked by number only.
  private(set) var enterTimes: [StoreNumber: Instant] = [:]

  /// Gathers what the facts of a batch say.
  init(_ facts: [Fact], wantsRecords: Bool) {
    guard wantsRecords else { return }
    for fact in facts {
      switch fact {
      case .visit(let visit): enterTimes[visit.number] = visit.enterTime
      case .historyEntry(let entry): note(entry)
      default: continue
      }
    }
  }

  private mutating func note(_ entry: HistoryEntry) {
    switch entry.kind {
    case .created: records[entry.record, default: RecordHistory()].isCreated = true
    case .fieldChanged:
      records[entry.record, default: RecordHistory()].note(
        ChangedField(name: entry.field, old: entry.oldValue, new: entry.newValue)
      )
    case .moved:
      records[entry.record, default: RecordHistory()].noteMove(
        from: StageKey(
          entityType: entry.record.entityType,
          pipeline: entry.oldPipeline,
          stage: entry.oldStage
        )
      )
    default: return
    }
  }
}

extension BatchDetails.RecordHistory {
  /// Of several changes of a field the first says what was before, the last what is now.
  fileprivate mutating func note(_ change: ChangedField) {
    if let index = fields.firstIndex(where: { $0.name == change.name }) {
      fields[index].new = change.new
    } else {
      fields.append(change)
    }
  }

  /// Of several moves the first says where the item stood.
  fileprivate mutating func noteMove(from place: StageKey) {
    oldPlace = oldPlace ?? place
  }
}
