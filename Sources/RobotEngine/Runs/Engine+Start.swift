import RobotModel

// A run that is due, step by step: too late? condition, run limit, acting user, parameters; then
// the store performs it in this batch, or it becomes an action of its type's queue (S-26).

/// How a run ends that does not come to act.
struct Refusal {
  let state: RunState
  let reason: Reason
  let message: String

  /// The run is skipped.
  static func skipped(_ reason: Reason) -> Refusal {
    Refusal(state: .skipped, reason: reason, message: "")
  }

  /// The run fails.
  static func failed(_ failure: RunFailure) -> Refusal {
    Refusal(state: .failed, reason: failure.reason, message: failure.message)
  }
}

extension Engine {
  /// Starts a run that is due, and lets its successor take notice if it has ended by that.
  func start(_ run: Slot<RunRow>) {
    if finishChange(of: run) || finishFollowing(run) { return }
    timers.cancel(run.index)
    let hoursStart = hoursStart(of: run)
    if waitsForWorkingTime(run) { return }
    let isNextDue = makeNextOccurrence(after: run)
    let isPassedOver = isNextDue && !store.runs[run].isAskedFor
    let refusal = isPassedOver ? .skipped(.tooLate) : refusal(of: run)
    if refusal == nil, exceedsMoves(run) {
      return stopMoving(store.visits[store.runs[run].visit].record)
    }
    noteDate(of: run)
    if let refusal {
      end(run, as: refusal.state, because: refusal.reason, message: refusal.message)
    } else {
      act(run, hoursStart: hoursStart)
    }
    if store.runs[run].state.isFinal { releaseSuccessor(of: run) }
  }

  private func refusal(of run: Slot<RunRow>) -> Refusal? {
    if isTooLate(run) { return .skipped(.tooLate) }
    let version = store.runs[run].version
    if store.robots[brief: version].hasCondition, isToBeDecided(run),
      let refusal = decideCondition(of: run)
    {
      return refusal
    }
    if let objection = objection(to: version, in: store.runs[run].visit) {
      return objection
    }
    return store.robots[brief: version].isLimited && isOverLimit(run) ? .skipped(.runLimit) : nil
  }

  /// Whether a start now would be later than the robot may be (S-8).
  func isTooLate(_ run: Slot<RunRow>) -> Bool {
    guard let due = store.runs[run].dueTime.instant,
      let most = store.robots[store.runs[run].version].robot.timing.maxLatenessMilliseconds
    else { return false }
    return time.milliseconds(since: due) > most
  }

  /// What the kind of a robot's newest version says against acting now on a visit's item.
  ///
  /// - Parameter version: The one that is pinned.
  func objection(to version: RobotVersionSlot, in visit: Slot<VisitRow>) -> Refusal? {
    let compiled = store.robots.compiled(store.robots.textVersion(of: version))
    return compiled.kind.objection(to: version, in: visit, of: self).map { words in
      Refusal(state: .skipped, reason: .conditionFalse, message: words)
    }
  }

  /// Whether the condition of a run that starts is decided now: at entry it was not for a run that
  /// a person asks for, unless that was there already, and what was decided before a retry stays
  /// so.
  private func isToBeDecided(_ run: Slot<RunRow>) -> Bool {
    let part = store.runs[run].detail
    let hasHeld = part?.detail.isSatisfied == true
    if let part, part.detail.manualRetries > 0 { return !hasHeld }
    return store.runs[run].isManual && !hasHeld
      || store.robots[store.runs[run].version].robot.evaluateAt != .entry
  }

  /// Resolves what the run needs and hands it to the store or to its queue.
  ///
  /// - Parameter hoursStart: The working moment for which it has waited; nil if it has not.
  private func act(_ run: Slot<RunRow>, hoursStart: Instant?) {
    setState(.ready, of: run)
    store.runs[run].reason = nil
    store.runs[run].startTime = StoredInstant(time)
    if let due = store.runs[run].dueTime.instant, due < time {
      store.runs[run].latenessCause = latenessCause(of: run, due: due, hoursStart: hoursStart)
    }
    touch(run)
    let compiled = actingRobot(of: run)
    let part = coldPart(of: run)
    part.detail.actingVersion = compiled.robot.version
    chooseDocuments(compiled.documents, of: run)
    do throws(RunFailure) {
      let reader = RunReader(engine: self, run: run)
      part.detail.actingUser = try actingUser(
        of: compiled,
        for: store.visits[store.runs[run].visit].record
      )
      part.detail.resolvedParameters = try compiled.resolveParameters(by: reader)
      if let queue = configuration.executors[compiled.robot.type] {
        queues[queueIndex(queue)].count(.ready, by: 1)
        part.detail.queue = queue
        enqueue(run)
      } else {
        part.detail.outputs = try compiled.kind.perform(robotAct(of: run), in: self)
        end(run, as: .succeeded)
      }
    } catch {
      end(run, as: .failed, because: error.reason, message: error.message)
    }
  }

  /// In whose name a robot acts on an item.
  func actingUser(
    of compiled: CompiledRobot,
    for record: Slot<RecordRow>
  ) throws(RunFailure) -> String {
    guard let expression = compiled.actingUser else { return Author.builtInUser }
    return try resolve(expression, of: record)
  }

  /// A started run's work.
  func robotAct(of run: Slot<RunRow>) -> RobotAct {
    let part = coldPart(of: run)
    return RobotAct(
      record: store.visits[store.runs[run].visit].record,
      run: run,
      actingUser: part.detail.actingUser,
      parameters: part.detail.resolvedParameters
    )
  }

  /// Decides the condition of a run on the item as it is now, and keeps what it was decided on.
  ///
  /// - Returns: How the run ends if the condition does not hold; nil if it does.
  func decideCondition(of run: Slot<RunRow>) -> Refusal? {
    let compiled = store.robots.compiled(store.runs[run].version)
    guard let condition = compiled.condition else { return nil }
    chooseDocuments(compiled.documents, of: run)
    let decision = condition.decide(by: RunReader(engine: self, run: run))
    let part = coldPart(of: run)
    part.detail.operands = decision.operands
    touch(run)
    switch decision.result {
    case .success(let isSatisfied):
      part.detail.isSatisfied = isSatisfied
      return isSatisfied ? nil : .skipped(.conditionFalse)
    case .failure(let failure):
      return .failed(failure)
    }
  }
}
