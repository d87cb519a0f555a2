import RobotModel

// Changing a robot of which very many runs wait (S-28)
//
// A command is one batch, which has its limit, and takes one turn, for which everybody waits. So
// what a change does to the waiting runs is done with the command to some of them, as a rule to
// all, and to the others in steps that come before anything else that is due. A run whose turn has
// not come cannot start meanwhile: starting it does to it what the change asks for. Until all is
// done the robot cannot be changed again.
//
// Which runs are left is not stored: the versions tell it. A robot that is deleted or disabled has
// no waiting runs, and a version that was published to cancel or migrate leaves none of earlier
// versions, but for those that a person has started again since. So the next start finds what a
// crash has left undone.

extension Engine {
  /// Does to waiting runs what a change of their robot asks for; to some now, to the others soon.
  ///
  /// If it takes several steps, a version of the robot has to tell of it.
  /// - Parameter runs: In the order of their slots.
  func change(
    _ runs: [Slot<RunRow>],
    of robot: RobotSlot,
    _ kind: InFlightChange.Kind
  ) {
    var change = InFlightChange(of: robot, kind, runs)
    proceed(&change)
    if !change.runsLeft.isEmpty { inFlightChanges.append(change) }
  }

  /// Goes on with the oldest change that is not done; false if there is none.
  func changeSomeInFlight() -> Bool {
    guard var change = inFlightChanges.first else { return false }
    proceed(&change)
    if change.runsLeft.isEmpty {
      inFlightChanges.removeFirst()
    } else {
      inFlightChanges[0] = change
    }
    return true
  }

  /// Does to a run that is about to start what a change asks for that has not come to it yet.
  ///
  /// - Returns: Whether there was such a change.
  func finishChange(of run: Slot<RunRow>) -> Bool {
    if inFlightChanges.isEmpty { return false }
    let change = inFlightChanges.first { change in
      change.runsLeft.contains(run) && waits(run, for: change.kind, of: change.robot)
    }
    guard let change else { return false }
    apply(change.kind, to: run)
    if store.runs[run].state.isFinal { releaseSuccessor(of: run) }
    return true
  }

  /// Refuses to change a robot again before an earlier change has come to all of its runs.
  ///
  /// - Throws: `ABORTED`.
  func checkIsUnchanging(_ id: String) throws(RequestError) {
    guard let slot = store.robots.slotEver(of: id),
      inFlightChanges.contains(where: { $0.robot == slot })
    else { return }
    throw RequestError(
      .aborted,
      reason: "RUNS_ARE_CHANGING",
      message: "the last change of robot \"\(id)\" has not come to all of its waiting runs yet; try"
        + " again in a moment",
      metadata: [RequestError.Detail("resource", "robot"), RequestError.Detail("id", id)]
    )
  }

  /// Some milliseconds of work, and a batch of some hundred kilobytes.
  static let changedAtOnce = 1_000

  private func proceed(_ change: inout InFlightChange) {
    let (robot, kind) = (change.robot, change.kind)
    let runs = change.runsLeft.take(Self.changedAtOnce).filter { waits($0, for: kind, of: robot) }
    for run in runs { apply(kind, to: run) }
    for run in runs {
      if store.runs[run].state.isFinal { releaseSuccessor(of: run) }
      settle(store.visits[store.runs[run].visit].record)
    }
  }

  /// Whether a run still waits, and for what a change of its robot does.
  private func waits(
    _ run: Slot<RunRow>,
    for kind: InFlightChange.Kind,
    of robot: RobotSlot
  ) -> Bool {
    guard store.runs[run].state == .waiting,
      store.robots[store.runs[run].version].slot == robot
    else { return false }
    if case .migrate(let version) = kind { return store.runs[run].version != version }
    return true
  }

  private func apply(_ kind: InFlightChange.Kind, to run: Slot<RunRow>) {
    switch kind {
    case .cancel(let reason): end(run, as: .cancelled, because: reason)
    case .migrate(let version): migrate(run, to: version)
    }
  }
}

// MARK: - After a crash

extension Engine {
  /// Finds the changes that had not come to all runs when the service ended.
  func findInterruptedChanges() throws(LoadError) {
    for version in store.waitingRuns.versions {
      guard let (kind, last) = changeSince(version) else { continue }
      let runs = store.waitingRuns.runs(of: [version]).filter { run in
        (store.runs[run].detail?.detail.manualRetries ?? 0) == 0
          && store.runs[run].number <= last
      }
      if runs.isEmpty { continue }
      if case .migrate(let target) = kind { try compileIfNeeded(target) }
      inFlightChanges.append(InFlightChange(of: store.robots[version].slot, kind, runs))
    }
  }

  /// What happened to the waiting runs of a version since it was in force, and the last of them
  /// that there may have been; nil if they were kept.
  private func changeSince(_ version: RobotVersionSlot) -> (InFlightChange.Kind, StoreNumber)? {
    let slot = store.robots[version].slot
    let newest = store.robots[store.robots.newest(slot)].robot
    if store.robots[slot].isDeleted || !newest.isEnabled {
      return (.cancel(.ruleDisabled), store.lastNumber)
    }
    let later = store.robots[slot].versions.filter { other in
      store.robots[other].robot.version > store.robots[version].robot.version
    }
    for other in later.reversed() {
      let robot = store.robots[other].robot
      switch robot.inFlight {
      case .cancelWaiting: return (.cancel(.ruleChanged), robot.publishedAfter)
      case .migrate: return (.migrate(other), robot.publishedAfter)
      case .keepTiming, .keepAll: continue
      }
    }
    return nil
  }
}
