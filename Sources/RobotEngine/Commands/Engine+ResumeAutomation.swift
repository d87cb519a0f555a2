package import RobotModel

extension Engine {
  /// Lets automation go on (S-37); of an item also what the loop breaker has stopped, and its moves
  /// count from zero (S-13).
  ///
  /// What was held starts in the order in which it was due.
  /// - Returns: Whether there was anything to end.
  /// - Throws: `NOT_FOUND` for the pipeline or the item, `INVALID_ARGUMENT` for a record that
  ///   stands in no stage.
  package func perform(
    _ command: ResumeAutomation,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Bool {
    advance(to: now)
    if case .item(let key) = command.scope { return resume(try requireItem(key), by: caller) }
    guard var pause = try keptPause(of: command.scope), pause.endTime == nil else { return false }
    pause.endTime = time
    put(pause)
    if case .pipeline = pause.scope {
      runsToTakeBack += runsUnderPausedPipelines
      runsUnderPausedPipelines = []
    }
    return true
  }

  private func resume(_ record: Slot<RecordRow>, by caller: Caller) -> Bool {
    let old = store.holds.row(of: record)
    guard let reason = old.reason else { return false }
    var row = HoldTable.ItemRow()
    row.formerNumber = old.formerNumber
    if hasMoved(record) { row.countedNumber = store.lastNumber }
    setHold(row, of: record)
    var parts = EntryParts()
    parts.reason = reason
    note(.resumed, of: record, by: Author(caller), parts)
    for run in pendingRuns(of: record) { takeBack(run) }
    endedHold = reason == .paused ? .paused : .loopBreaker
    settle(record)
    endedHold = nil
    return true
  }

  /// The pauses of everything and of a pipeline.
  package func pauses(over pipeline: PipelineKey) -> [Pause] {
    store.holds.kept.filter { pause in
      pause.endTime == nil && (pause.scope == .everything || pause.scope == .pipeline(pipeline))
    }
  }

  /// More than these are only counted: status is to stay short.
  private static let shownPauses = 100

  /// What is paused now: everything first, then pipelines, then items.
  var pauses: [Pause] {
    var pauses = store.holds.kept.filter { $0.endTime == nil }
    for index in 0..<store.holds.itemEndIndex {
      guard pauses.count < Self.shownPauses else { break }
      let record = store.holds.record(at: index)
      guard record.isSome else { continue }
      let row = store.holds.row(of: record)
      guard let reason = row.reason else { continue }
      let isPaused = reason == .paused
      pauses.append(
        Pause(
          scope: .item(store.key(of: record)),
          user: isPaused ? store.names[row.pauseUser] : Author.builtInUser,
          beginTime: (isPaused ? row.pauseTime : row.breakTime).instant ?? time,
          reason: reason
        )
      )
    }
    return pauses
  }
}
