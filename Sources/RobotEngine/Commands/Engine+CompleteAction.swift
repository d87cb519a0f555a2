package import RobotModel

// A worker's result (S-26). The first valid one wins: it counts also if the action was taken back
// meanwhile, since the work was done under the action's key. What comes later is kept, and changes
// nothing; so does a failure told again while the action waits for its next attempt.
//
// A success is of the action, whoever has done it. A failure is of one attempt: once there is a
// newer one it says nothing about that, and is not to disturb it.

extension Engine {
  /// Takes in a worker's result.
  package func perform(
    _ command: CompleteAction,
    at now: Instant
  ) -> ActionResultDisposition {
    advance(to: now)
    let run = store.run(command.run)
    guard run.isSome else { return .unknown }
    if isEarlierKey(command.key, of: run) { return .ignored }
    guard store.runs[run].attempts > 0, command.attempt ?? 1 <= store.runs[run].attempts,
      actionKey(of: run) == command.key
    else { return .unknown }
    let record = store.visits[store.runs[run].visit].record
    settle(record)
    switch (store.runs[run].state, command.outcome) {
    case (.dispatched, .success) where exceedsMoves(run),
      (.ready, .success) where exceedsMoves(run):
      stopAction(of: run)
    case (.dispatched, .success(let outputs)), (.ready, .success(let outputs)):
      succeed(run, outputs: outputs)
    case (.ready, .failure) where coldPart(of: run).notBeforeTime != nil:
      return .ignored
    case (.ready, .failure) where !isOfNewestAttempt(command, of: run),
      (.dispatched, .failure) where !isOfNewestAttempt(command, of: run):
      return .ignored
    case (.dispatched, .failure(let message, let isPermanent, let retryAfter)),
      (.ready, .failure(let message, let isPermanent, let retryAfter)):
      fail(run, message: message, isPermanent: isPermanent, retryAfterMilliseconds: retryAfter)
    case (.succeeded, _), (.failed, _), (.skipped, _), (.cancelled, _):
      if !store.isErased(record) { keepLateResult(command.outcome, of: run) }
      return .ignored
    case (.waiting, _):
      preconditionFailure("a run that was handed out does not wait")
    }
    enqueueOthers(after: run)
    if store.runs[run].state.isFinal { releaseSuccessor(of: run) }
    settle(record)
    return .accepted
  }

  /// Whether a result is of the last hand-out.
  ///
  /// One of an unknown attempt was taken back, so it is unless another worker has the action now.
  private func isOfNewestAttempt(_ result: CompleteAction, of run: Slot<RunRow>) -> Bool {
    guard let attempt = result.attempt else { return store.runs[run].state == .ready }
    return attempt == store.runs[run].attempts
  }

  private func succeed(_ run: Slot<RunRow>, outputs: [NamedValue]) {
    let compiled = actingRobot(of: run)
    let part = coldPart(of: run)
    part.notBeforeTime = nil
    part.detail.message = ""
    part.detail.outputs = []
    if !outputs.isEmpty {
      let declared = compiled.kind.type.outputs
      part.detail.outputs = outputs.filter { output in
        declared.contains { $0.id == output.name && $0.type == output.value.type }
      }
    }
    if store.runs[run].state == .dispatched { setState(.ready, of: run) }
    do throws(RunFailure) {
      if compiled.kind.changesItem {
        part.detail.outputs += try compiled.kind.perform(robotAct(of: run), in: self)
      }
      end(run, as: .succeeded)
    } catch {
      end(run, as: .failed, because: error.reason, message: error.message)
    }
  }

  private func fail(
    _ run: Slot<RunRow>,
    message: String,
    isPermanent: Bool,
    retryAfterMilliseconds: Int64
  ) {
    let message = message.cut(toByteCount: Limits.failureMessageByteCount)
    let backoff = actingRobot(of: run).kind.backoff
    let attempts = store.runs[run].attempts
    if isPermanent {
      end(run, as: .failed, because: .refused, message: message)
    } else if attempts >= backoff.attempts {
      end(run, as: .failed, because: .retriesExhausted, message: message)
    } else {
      let delay = backoff.milliseconds(
        afterAttempt: attempts,
        run: store.runs[run].number,
        seed: configuration.seed
      )
      let asked = min(retryAfterMilliseconds, Self.longestRetryAfterMilliseconds)
      retry(run, at: time.adding(milliseconds: max(delay, asked)), message)
    }
  }

  private static let longestRetryAfterMilliseconds: Int64 = 86_400_000

  /// Lets an action wait for its next attempt.
  func retry(_ run: Slot<RunRow>, at notBefore: Instant, _ message: String) {
    setState(.ready, of: run)
    store.runs[run].reason = .backoff
    let part = coldPart(of: run)
    part.notBeforeTime = notBefore
    part.detail.message = message
    touch(run)
    noteAction(.actionReturned, of: run, text: message)
    arm(run, for: notBefore)
  }

  /// Makes an action available again whose time to wait is over.
  func endWait(of run: Slot<RunRow>) {
    actionsOutsideHours.remove(run)
    store.runs[run].reason = nil
    touch(run)
    enqueue(run)
  }

  private func keepLateResult(_ outcome: ActionOutcome, of run: Slot<RunRow>) {
    var text = "success"
    if case .failure(let message, _, _) = outcome {
      text = "failure: \(message.cut(toByteCount: Limits.failureMessageByteCount))"
    }
    let part = coldPart(of: run)
    guard part.detail.lateResult.isEmpty else { return }
    part.detail.lateResult = text
    touch(run)
    noteAction(.lateResult, of: run, text: text)
  }
}
