import RobotModel

// Chains (S-3)
//
// The runs of a visit stand in the stage's order at entry, so "the robot before" is the run before.
// One that ended because its robot was disabled is looked through, as if it had never been there.
// So is a run that was placed there later (O9): a run follows one that was there before it.
// A chained run waits until the one before it has ended; then the policy decides whether it is
// released, and its own delay counts from that end, or blocked, which it passes on.

extension Engine {
  /// The run that a chained one follows; `none` if it is the first.
  func predecessor(of run: Slot<RunRow>) -> Slot<RunRow> {
    var previous = Slot<RunRow>.none
    var other = store.visits[store.runs[run].visit].firstRun
    while other.isSome, other != run {
      if store.runs[other].reason != .ruleDisabled,
        store.runs[other].number < store.runs[run].number
      {
        previous = other
      }
      other = store.runs[other].nextInVisit
    }
    return previous
  }

  /// Lets the run that follows an ended one take notice, and those that were placed between.
  func releaseSuccessor(of run: Slot<RunRow>) {
    var next = store.runs[run].nextInVisit
    while next.isSome, store.runs[next].isPlaced || store.runs[next].reason == .ruleDisabled {
      release(next)
      next = store.runs[next].nextInVisit
    }
    if next.isSome { release(next) }
  }

  /// Releases or blocks a run that waits for the one before it, if that one has ended.
  func release(_ run: Slot<RunRow>) {
    guard store.runs[run].state == .waiting, store.runs[run].reason == .previous else { return }
    let previous = predecessor(of: run)
    guard previous.isSome else {
      setDueTime(of: run, from: .entry(store.visits[store.runs[run].visit].enterTime))
      return
    }
    guard store.runs[previous].state.isFinal else { return }
    let policy = store.robots[store.runs[run].version].robot.timing.chainPolicy
    if let block = block(after: previous, policy: policy) {
      end(run, as: block.state, because: block.reason)
      releaseSuccessor(of: run)
    } else {
      setDueTime(of: run, from: .previousFinished(store.runs[previous].finishTime.instant ?? time))
    }
  }

  /// How a run ends that may not follow one that ended so; nil if it may.
  private func block(
    after previous: Slot<RunRow>,
    policy: ChainPolicy
  ) -> (state: RunState, reason: Reason)? {
    let state = store.runs[previous].state
    guard state != .succeeded, let reason = store.runs[previous].reason else { return nil }
    if state == .cancelled, reason.closesVisit { return (.cancelled, reason) }
    switch policy {
    case .onFinish:
      return nil
    case .unlessFailed:
      return state == .failed || reason.blocksChain ? (.skipped, blockReason(state, reason)) : nil
    case .onSuccess:
      return (.skipped, blockReason(state, reason))
    }
  }

  private func blockReason(_ state: RunState, _ reason: Reason) -> Reason {
    if reason.blocksChain { return reason }
    switch state {
    case .failed: return .previousFailed
    case .cancelled: return .previousCancelled
    case .waiting, .ready, .dispatched, .succeeded, .skipped: return .previousSkipped
    }
  }
}

extension Reason {
  /// The run ended because its visit did; its successors end alike.
  fileprivate var closesVisit: Bool {
    self == .leftStage || self == .pipelineChanged || self == .itemDeleted
  }

  /// The run was blocked by the one before it, and blocks the next for the same reason.
  fileprivate var blocksChain: Bool {
    self == .previousFailed || self == .previousSkipped || self == .previousCancelled
  }
}
