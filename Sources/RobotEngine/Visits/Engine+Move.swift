import RobotModel

extension Engine {
  /// Moves an item from its stage to another (S-1, S-2); the entry's robots wait for `settle`.
  func move(
    _ record: Slot<RecordRow>,
    to stage: StageSlot,
    at enterTime: Instant,
    by author: Author,
    automatedMoves: [StageSlot] = [],
    suppressesAutomation: Bool = false
  ) {
    let oldStage = store.records[record].stage
    let isSamePipeline =
      store.schema.key(of: oldStage).pipeline == store.schema.key(of: stage).pipeline
    var parts = EntryParts()
    parts.oldStage = oldStage
    parts.newStage = stage
    note(.moved, of: record, by: author, parts)
    leave(
      record,
      because: isSamePipeline ? .leftStage : .pipelineChanged,
      at: enterTime,
      by: author.run
    )
    countRevision(of: record)
    noteStaffActivity(of: record, by: author, at: enterTime)
    followDates(of: record, fields: [])
    enter(
      record,
      stage: stage,
      at: enterTime,
      automatedMoves: automatedMoves,
      suppressesAutomation: suppressesAutomation
    )
  }

  /// The moves by robots, one causing the next, that a move to `stage` by a run would end (S-13).
  ///
  /// A timer that fired begins a new chain; workers' results and retries go on with the visit's.
  func automatedMoves(endingIn stage: StageSlot, by run: Slot<RunRow>) -> [StageSlot] {
    let visit = store.runs[run].visit
    var moves: [StageSlot] = []
    if continuesEntry(run) { moves = store.visits[visit].detail?.automatedMoves ?? [] }
    moves.append(stage)
    return moves
  }

  /// Whether moves, one causing the next, come to their last stage once too often (S-13): twice is
  /// a loop that a person may have meant, a third time is one that nobody ends.
  func isLoopLimited(_ moves: [StageSlot]) -> Bool {
    moves.count { $0 == moves.last } > 2
  }

  /// Whether nothing but robots and workers lies between the item's entry and this run.
  private func continuesEntry(_ run: Slot<RunRow>) -> Bool {
    if store.runs[run].isManual { return false }
    if store.runs[run].isPlaced { return false }
    var continues = true
    for other in store.runs(of: store.runs[run].visit) where !store.runs[other].isPlaced {
      let timing = store.robots[store.runs[other].version].robot.timing
      continues = !timing.delays && (continues || !timing.isAfterPrevious)
      if other == run { break }
    }
    return continues
  }
}
