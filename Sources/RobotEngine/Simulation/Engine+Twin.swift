import RobotModel

// A twin for simulations
//
// A simulation runs the live rules by the live code, in an engine of its own: the same definitions,
// and of the records only those that the simulation can come to. What happens in the twin is never
// journalled, streamed or answered as done, since none of its facts leaves it.
//
// With the item come its visits and runs, what the rules look back at in its history, and the
// applications of robots to existing items that are on their way to it. Other items stand in their
// stages, so that events find them, but without their runs.
//
// The definitions are taken over as they are, compiled; slots and field numbers mean the same. The
// records are taken over as facts, just as they would be loaded at a start.

extension Engine {
  /// An engine on a simulated clock at `start` with the definitions of this one, and the records
  /// for an item and a script.
  ///
  /// - Parameter item: `none` for an item that is yet to be made.
  /// - Throws: `RESOURCE_EXHAUSTED` where more records are referred to than a simulation takes.
  func makeTwin(
    of item: Slot<RecordRow>,
    for script: Simulate,
    at start: Instant
  ) throws(RequestError) -> Engine {
    var settings = configuration
    settings.isClockSimulated = true
    settings.seed = script.seed
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
    let simulated = try SimulatedRecords(of: self, item: item, script: script)
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
      for record in simulated.records { try twin.load(.record(store.recordView(record))) }
      for record in simulated.records { try twin.load(.itemHold(store.holdView(record))) }
      for visit in simulated.visits { try twin.load(.visit(store.visitView(visit))) }
      if item.isSome {
        try copyRuns(of: item, to: twin)
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

  private func copyRuns(of item: Slot<RecordRow>, to twin: Engine) throws(LoadError) {
    for visit in store.visits(of: item) {
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
}
