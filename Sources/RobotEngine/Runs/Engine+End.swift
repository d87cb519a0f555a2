import RobotModel

extension Engine {
  /// Ends a run: state, reason and history.
  ///
  /// Successors take notice by ``releaseSuccessor(of:)``.
  func end(
    _ run: Slot<RunRow>,
    as state: RunState,
    because reason: Reason? = nil,
    message: String = "",
    by person: Caller? = nil
  ) {
    precondition(state.isFinal && !store.runs[run].state.isFinal, "a run ends once")
    timers.cancel(run.index)
    store.runs[run].isPutAside = false
    setState(state, of: run)
    tallyEnd(of: run, as: state)
    store.runs[run].reason = reason
    store.runs[run].finishTime = StoredInstant(time)
    if !message.isEmpty { coldPart(of: run).detail.message = message }
    touch(run)
    let user = store.runs[run].detail?.detail.actingUser ?? ""
    note(
      state.historyKind,
      of: store.visits[store.runs[run].visit].record,
      by: Author(user: person?.user ?? (user.isEmpty ? Author.builtInUser : user), run: run),
      EntryParts(reason: reason, detail: .words(message))
    )
  }

  /// What a run keeps beside its row, made when it is first needed.
  func coldPart(of run: Slot<RunRow>) -> RunColdPart {
    if let part = store.runs[run].detail { return part }
    let part = RunColdPart()
    store.runs[run].detail = part
    return part
  }
}

extension RunState {
  /// The history entry that tells of a run's end.
  fileprivate var historyKind: HistoryKind {
    switch self {
    case .succeeded: .runSucceeded
    case .failed: .runFailed
    case .skipped: .runSkipped
    case .cancelled: .runCancelled
    case .waiting, .ready, .dispatched: preconditionFailure("the run goes on")
    }
  }
}
