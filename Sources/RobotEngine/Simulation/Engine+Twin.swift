import RobotModel

// A twin for simulations
//
// A simulation runs the live rules by the live code, in an engine of its own: the same definitions,
// and of the records only those that the item's robots can see. What happens in the twin is never
// journalled, streamed or answered as done, since none of its facts leaves it.
//
// With the item come its visits and runs, what the rules look back at in its history, and the
// applications of robots to existing items that are on their way to it. In the twin's stage it
// stands alone, so each of them comes at the item's own turn.
//
// The definitions are taken over as they are, compiled; slots and field numbers mean the same. The
// records are taken over as facts, just as they would be loaded at a start.

extension Engine {
  /// An engine on a simulated clock at `start` with the definitions of this one, and an item with
  /// what it refers to.
  ///
  /// - Parameter item: `none` for an item that is yet to be made.
  /// - Throws: `RESOURCE_EXHAUSTED` where more records are referred to than a simulation takes.
  func makeTwin(
    of item: Slot<RecordRow>,
    references: [FieldValue],
    at start: Instant,
    seed: UInt64
  ) throws(RequestError) -> Engine {
    var settings = configuration
    settings.isClockSimulated = true
    settings.seed = seed
    settings.catchUpGraceMilliseconds = 0
    let twin = Engine(
      configuration: settings,
      store: Store(
        schema: store.schema.copyOfDefinitions(),
        robots: store.robots.copy(),
        calendars: store.calendars.copy(),
        triggers: store.triggers.copy()
      )
    )
    let records = try recordsSeen(from: item, references: references)
    do throws(LoadError) {
      try twin.load(
        .store(
          StoreFact(
            time: start,
            isClockSimulated: true,
            lastNumber: store.lastNumber,
            lastHistorySequence: store.lastHistorySequence
          )
        )
      )
      for pause in store.holds.kept { try twin.load(.pause(pause)) }
      for record in records { try twin.load(.record(store.recordView(record))) }
      if item.isSome {
        try twin.load(.itemHold(store.holdView(item)))
        try copyVisits(of: item, to: twin)
        try copyHistory(of: item, to: twin, at: start)
        for application in applications(comingTo: item) {
          try twin.load(.robotApplication(application))
        }
      }
      try twin.finishLoading(at: start)
    } catch {
      preconditionFailure("what is in a store can be loaded: \(error)")
    }
    twin.forgetChanges()
    return twin
  }

  private func copyVisits(of item: Slot<RecordRow>, to twin: Engine) throws(LoadError) {
    for visit in store.visits(of: item) {
      try twin.load(.visit(store.visitView(visit)))
      for run in store.runsAsMade(of: visit) { try twin.load(.run(store.runFact(run))) }
    }
  }

  /// Copies what rules look back at: what was told of lately (S-35), and what has changed since the
  /// item entered its stage.
  private func copyHistory(
    of item: Slot<RecordRow>,
    to twin: Engine,
    at start: Instant
  ) throws(LoadError) {
    var oldest = start.adding(milliseconds: -Limits.rememberedMilliseconds)
    let visit = store.records[item].visit
    if visit.isSome { oldest = min(oldest, store.visits[visit].number.madeTime) }
    var entries: [Slot<HistoryRow>] = []
    var entry = store.records[item].lastEntry
    while entry.isSome, entries.count < Limits.recentEntries, store.history[entry].time >= oldest {
      entries.append(entry)
      entry = store.history[entry].previousOfRecord
    }
    for entry in entries.reversed() { try twin.load(.historyEntry(store.entryView(entry))) }
  }

  /// The item and its documents, all that they refer to directly or through others, and the whole
  /// directory, in the order of their making.
  private func recordsSeen(
    from item: Slot<RecordRow>,
    references: [FieldValue]
  ) throws(RequestError) -> [Slot<RecordRow>] {
    var seen: Set<UInt32> = []
    var found: [Slot<RecordRow>] = []
    func add(_ record: Slot<RecordRow>) {
      if record.isSome, seen.insert(record.index).inserted { found.append(record) }
    }
    func addAll(_ value: FieldValue) {
      switch value {
      case .reference(let key): if let record = store.liveRecord(key) { add(record) }
      case .list(let members): members.forEach(addAll)
      case .text, .boolean, .integer, .decimal, .money, .date, .timestamp: break
      }
    }
    add(item)
    if item.isSome {
      for type in DocumentType.allCases { store.documents(type, of: item).forEach(add) }
    }
    references.forEach(addAll)
    if let users = store.schema.slot(ofEntityType: PredefinedTypes.user.id) {
      var user = store.schema.firstRecord(of: users)
      while user.isSome {
        add(user)
        user = store.records[user].nextOfType
      }
    }
    var next = 0
    while next < found.count {
      guard found.count <= Limits.simulatedRecords else {
        throw .limit(
          "simulated_records",
          Limits.simulatedRecords,
          "the item and the directory refer to more records"
        )
      }
      for field in store.records[found[next]].fields { addAll(field.value) }
      next += 1
    }
    return found.sorted { store.records[$0].number < store.records[$1].number }
  }
}
