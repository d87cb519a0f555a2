import RobotModel

// Holding automation up (S-13, S-37)
//
// A run that is due while it is held stays WAITING, and its reason is told by what holds it: it is
// not written down, so a pause costs nothing for the runs under it and ends for all at once.
//
//   * While everything is paused no timer fires. What is due stays armed and starts afterwards in
//     the order in which it was due.
//   * Under a paused pipeline timers fire, and what they find due is put aside in a list. When the
//     pipeline goes on, the list is armed again piece by piece, before anything of it starts: so a
//     million held runs hold up nobody, and their order is that of their due times.
//   * The few runs of a held item are found by walking its visits.
//   * What waits for sources to catch up after a start is a list, too (Engine+CatchUp.swift).
//
// READY actions are put aside in the same way when their queue comes to them.

extension Engine {
  /// Whether robots and triggers may not touch an item now: everything, its pipeline or the item is
  /// paused, or its loop breaker has stopped it.
  func isPaused(_ record: Slot<RecordRow>) -> Bool {
    let hold = hold(of: record, in: store.records[record].stage)
    return hold != nil && hold != .catchingUp
  }

  /// Why a run that is due may not start now; nil if it may.
  func hold(of run: Slot<RunRow>) -> Reason? {
    if !isHolding { return nil }
    let visit = store.runs[run].visit
    return hold(of: store.visits[visit].record, in: store.visits[visit].stage)
  }

  /// Why robots of a stage may not touch an item now.
  func hold(of record: Slot<RecordRow>, in stage: StageSlot) -> Reason? {
    if !isHolding { return nil }
    if store.holds.isEverythingPaused || isPipelinePaused(of: stage) { return .paused }
    return store.holds.row(of: record).reason ?? (isCatchingUp(record) ? .catchingUp : nil)
  }

  /// Whether anything may be held; false makes every other question needless.
  private var isHolding: Bool { store.holds.isHolding || catchUp.isGoingOn }

  /// Puts the due runs of an item aside that are held.
  func putHeldRunsAside(of record: Slot<RecordRow>) {
    if !isHolding { return }
    for run in pendingRuns(of: record) {
      if store.runs[run].state == .waiting, let due = store.runs[run].dueTime.instant,
        due <= time, hold(of: run) != nil
      {
        putAside(run)
      }
    }
  }

  /// Puts one held run aside: a due one that waits, or one whose action is ready.
  func putAside(_ run: Slot<RunRow>) {
    if store.runs[run].isPutAside { return }
    if store.holds.isEverythingPaused {
      if store.runs[run].state == .waiting, let due = store.runs[run].dueTime.instant {
        arm(run, for: due)
      } else {
        enqueue(run)
      }
      return
    }
    store.runs[run].isPutAside = true
    if store.runs[run].state == .waiting { timers.cancel(run.index) }
    let stage = store.visits[store.runs[run].visit].stage
    if isPipelinePaused(of: stage) {
      runsUnderPausedPipelines.append(run)
    } else if isCatchingUp(store.visits[store.runs[run].visit].record) {
      catchUp.held.append(run)
    }
  }

  /// Lets a run go on that was put aside, unless something else holds it.
  func takeBack(_ run: Slot<RunRow>) {
    guard store.runs[run].isPutAside else { return }
    store.runs[run].isPutAside = false
    if hold(of: run) != nil, !store.holds.isEverythingPaused {
      putAside(run)
    } else if store.runs[run].state == .waiting, let due = store.runs[run].dueTime.instant {
      arm(run, for: due)
    } else if store.runs[run].state == .ready, !store.runs[run].waitsForItsTime {
      enqueue(run)
    }
  }

  /// Lets a piece of what was put aside under a pipeline go on that is no longer paused; false when
  /// nothing is left.
  func takeBackSome() -> Bool {
    if runsToTakeBack.isEmpty { return false }
    for _ in 0..<min(Self.takenBackAtOnce, runsToTakeBack.count) {
      takeBack(runsToTakeBack.removeLast())
    }
    return true
  }

  /// Some hundred microseconds of arming timers.
  private static let takenBackAtOnce = 500

  /// The runs of all visits of an item that have not ended.
  func pendingRuns(of record: Slot<RecordRow>) -> [Slot<RunRow>] {
    var found: [Slot<RunRow>] = []
    var pending = store.records[record].pendingRuns
    var visit = store.records[record].newestVisit
    while pending > 0, visit.isSome {
      if store.visits[visit].pendingRuns > 0 {
        found += store.runs(of: visit).filter { !store.runs[$0].state.isFinal }
      }
      pending -= store.visits[visit].pendingRuns
      visit = store.visits[visit].olderVisit
    }
    return found
  }

  /// Whether the pipeline of a stage is paused.
  func isPipelinePaused(of stage: StageSlot) -> Bool {
    guard let pause = pause(ofPipelineOf: stage) else { return false }
    return pause.endTime == nil
  }

  /// The last pause of a stage's pipeline.
  private func pause(ofPipelineOf stage: StageSlot) -> Pause? {
    if stage == .none || store.holds.pipelines.isEmpty { return nil }
    let key = store.schema.key(of: stage)
    return store.holds.pause(ofPipeline: key.pipeline, type: key.entityType)
  }
}

// MARK: - Lateness

extension Engine {
  /// Why a run starts after its due time; nil where nothing held it up, since its due time was past
  /// already when it was set.
  ///
  /// Of several things that held it up in turn it is the last: without that one the run would have
  /// started earlier, without any of the others just when it does. Nothing that was over before
  /// there was a run, as after an entry that is told of late, can have held it up.
  /// - Parameter hoursStart: The working moment for which it has waited; nil if it has not.
  func latenessCause(
    of run: Slot<RunRow>,
    due: Instant,
    hoursStart: Instant?
  ) -> LatenessCause? {
    if let endedHold { return endedHold }
    let made = store.runs[run].number.madeTime
    if store.runs[run].wasPastWhenSet, hoursStart == nil {
      // An application to existing items makes such runs, and takes its time over it.
      return store.runs[run].isPlaced && made == time ? .backlog : nil
    }
    let start = max(due, made, hoursStart ?? due)
    let visit = store.visits[store.runs[run].visit]
    let cause = hoursStart == nil ? LatenessCause.backlog : .workingTime
    var last = (end: start, cause: start < loadTime ? .downtime : cause)
    if start < loadTime { last.end = loadTime }
    for pause in [store.holds.everything, pause(ofPipelineOf: visit.stage)] {
      if let end = pause?.endTime, start < end, last.end <= end { last = (end, .paused) }
    }
    // Of what was due before the start the wait for its source belongs to the downtime.
    if let end = catchUp.endedTime, start >= loadTime, last.end < end,
      store.records[visit.record].source != .none
    {
      return .catchingUp
    }
    return last.cause
  }
}
