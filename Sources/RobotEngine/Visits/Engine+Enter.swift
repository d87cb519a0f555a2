import RobotModel

// Entering a stage (S-1): a visit begins and every enabled robot of the stage gets its run.
//
// The runs are made first and in the stage's order, all of them, before any is decided: a chain
// asks for the run before, and a condition decided at entry may end a run whose successor then
// follows.

extension Engine {
  /// Begins a visit of an item that stands in no stage.
  ///
  /// What is due at once waits for ``settle(_:)``.
  func enter(
    _ record: Slot<RecordRow>,
    stage: StageSlot,
    at enterTime: Instant,
    automatedMoves: [StageSlot] = [],
    suppressesAutomation: Bool = false
  ) {
    let visit = store.insert(
      VisitRow(
        number: store.makeNumber(at: time),
        record: record,
        stage: stage,
        enterTime: enterTime,
        olderVisit: store.records[record].newestVisit
      )
    )
    store.records[record].visit = visit
    store.enter(record, stage: stage)
    touch(record)
    touch(visit)
    let robots = store.robots.enabledRobots(in: stage)
    keepEntryParts(of: visit, for: robots, automatedMoves: automatedMoves)
    for version in robots {
      let run = store.insert(
        RunRow(
          number: store.makeNumber(at: time),
          visit: visit,
          version: version,
          position: store.robots[brief: version].position,
          occurrence: 0
        )
      )
      tallyBegin(of: run)
      touch(run)
    }
    if suppressesAutomation {
      for run in store.runs(of: visit) { end(run, as: .skipped, because: .suppressed) }
    } else {
      for run in store.runs(of: visit) { schedule(run) }
      for run in store.runs(of: visit) { decideAtEntry(run) }
    }
  }

  /// Keeps what later decisions need of the moment of entry, if there is anything.
  private func keepEntryParts(
    of visit: Slot<VisitRow>,
    for robots: [RobotVersionSlot],
    automatedMoves: [StageSlot]
  ) {
    let fields = store.records[store.visits[visit].record].fields
    var values: [StoredField] = []
    for version in robots where store.robots[brief: version].comparesWithEntry {
      for number in store.robots.compiled(version).fieldsComparedWithEntry {
        if let value = fields[number] { values[number] = value }
      }
    }
    if values.isEmpty, automatedMoves.isEmpty { return }
    store.visits[visit].detail = VisitDetail(entryValues: values, automatedMoves: automatedMoves)
  }

  /// Decides the condition of a run whose robot asks for it at entry (S-5).
  func decideAtEntry(_ run: Slot<RunRow>) {
    guard store.robots[brief: store.runs[run].version].decidesAtEntry,
      store.runs[run].state == .waiting
    else { return }
    if let refusal = decideCondition(of: run) {
      end(run, as: refusal.state, because: refusal.reason, message: refusal.message)
      releaseSuccessor(of: run)
    }
  }
}
