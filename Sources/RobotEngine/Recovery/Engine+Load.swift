package import RobotModel

// Loading facts: first a snapshot's, then the journal's. No rule runs. Each fact sets one row to
// what it says, so loading one twice changes nothing. What can be derived (who stands in a stage,
// timers, queues) is derived once at the end, by `finishLoading`. The rows of which there are many
// are taken in by `Engine+LoadRows.swift`.

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
    case .calendar(let calendar, isDeleted: true): store.calendars.remove(calendar)
    case .calendar(let calendar, isDeleted: false): try load(calendar)
    case .removedCalendar(let id): store.calendars.remove(id)
    case .record(let record): load(record)
    case .visit(let visit): try load(visit)
    case .run(let run):
      try load(FactList.RunParts(run.numbers, robot: run.robot, detail: run.detail))
    case .historyEntry(let entry): try load(FactList.HistoryParts(entry))
    case .rememberedRequest(let request): store.remembered.load(request)
    case .pause(let pause): store.holds.put(pause)
    case .itemHold(let hold): try load(hold)
    case .trigger(let trigger, isDeleted: true): store.triggers.remove(trigger)
    case .trigger(let trigger, isDeleted: false): store.triggers.put(trigger, compiled: nil)
    case .removedTrigger(let id): store.triggers.remove(id)
    case .robotApplication(let application):
      store.applications.put(ApplicationTable.Row(application))
    case .calendarProgress(let progress): load(progress)
    case .linkProgress(let progress): load(progress)
    case .removedVisit(let number): try loadRemoval(ofVisit: number)
    case .removedRun(let number): try loadRemoval(ofRun: number)
    case .removedHistoryEntry(let sequence):
      if let entry = store.entry(sequence) { store.remove(entry) }
    case .removedRecord(let number): loadErasure(of: number)
    }
  }

  /// Where a list of facts is being taken in.
  package struct ListPlace {
    /// How much of the order has been taken in.
    package fileprivate(set) var count = 0
    fileprivate var records = 0
    fileprivate var visits = 0
    fileprivate var runs = 0
    fileprivate var historyEntries = 0
    fileprivate var others = 0
    fileprivate var times = 0

    /// The beginning of a list.
    package init() {}
  }

  /// Takes in what stands at a place of a list, and moves the place on.
  /// - Throws: `LoadError` if it names something that no earlier fact has made.
  package func load(next place: inout ListPlace, of facts: FactList) throws(LoadError) {
    defer { place.count += 1 }
    switch facts.order[place.count] {
    case .record:
      defer { place.records += 1 }
      load(facts.records[place.records])
    case .visit:
      defer { place.visits += 1 }
      try load(facts.visits[place.visits])
    case .run:
      defer { place.runs += 1 }
      try load(facts.runs[place.runs])
    case .historyEntry:
      defer { place.historyEntries += 1 }
      try load(facts.historyEntries[place.historyEntries])
    case .other:
      defer { place.others += 1 }
      try load(facts.others[place.others])
    case .time:
      defer { place.times += 1 }
      load(batchTime: facts.times[place.times])
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
}
