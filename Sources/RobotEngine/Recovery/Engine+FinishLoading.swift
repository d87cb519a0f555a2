package import RobotModel

extension Engine {
  /// Makes a loaded, or an empty, store ready for commands.
  ///
  /// Derives what is not stored: who stands in a stage, timers and queues. Actions that a worker
  /// held are ready again under their old keys. Robots are compiled here, so a robot that this
  /// version of the service cannot run keeps it from starting rather than from acting.
  ///
  /// - Parameter now: The time; engine time becomes it, or stays if it is later.
  /// - Throws: `LoadError` naming the robot or item whose facts do not fit together.
  package func finishLoading(at now: Instant) throws(LoadError) {
    advance(to: now)
    loadTime = time
    timers = TimerWheel(at: time)
    sweep = SweepProgress(dueTime: time)
    store.remembered.finishLoading()
    completePredefinedTypes()
    beginCatchUp()
    try linkOpenVisits()
    linkClients()
    for index in 0..<store.runs.endIndex where !store.runs[Slot(index: index)].isBlank {
      tallyLoaded(Slot(index: index))
      try resume(Slot(index: index))
    }
    for index in store.robots.robots.indices where !store.robots.robots[index].isDeleted {
      try compileIfNeeded(store.robots.newest(RobotSlot(rawValue: UInt32(index))))
    }
    try findInterruptedChanges()
    findInterruptedCalendarChanges()
    findInterruptedLinkChanges()
    try store.triggers.compileAll { trigger throws(LoadError) in try compile(trigger) }
  }

  /// Makes the predefined types in an empty store, and adds what this version has new of them.
  private func completePredefinedTypes() {
    for type in PredefinedTypes.all {
      if let stored = store.schema.entityType(type.id) {
        var completed = PredefinedTypes.completed(stored)
        if completed == stored { continue }
        completed.revision += 1
        completed.updateTime = time
        put(completed)
      } else {
        var made = type
        made.createTime = time
        made.updateTime = time
        put(made)
      }
    }
  }

  /// Puts every item into its stage's list, in the order of entry.
  private func linkOpenVisits() throws(LoadError) {
    for index in 0..<store.visits.endIndex {
      let slot = Slot<VisitRow>(index: index)
      let visit = store.visits[slot]
      guard !visit.isBlank, visit.leaveTime.instant == nil else { continue }
      guard store.records[visit.record].stage == visit.stage,
        !store.records[visit.record].visit.isSome
      else {
        throw LoadError(
          "visit \(visit.number.text) is open, but \(store.key(of: visit.record)) stands elsewhere"
        )
      }
      store.records[visit.record].visit = slot
      store.enter(visit.record, stage: visit.stage)
    }
  }

  /// Links every record to the clients that it names.
  private func linkClients() {
    for index in 0..<store.records.endIndex {
      relink(Slot(index: index), from: [])
    }
  }

  /// Lets a run go on: its timer is armed, its action waits in its queue, its date is followed.
  private func resume(_ run: Slot<RunRow>) throws(LoadError) {
    let row = store.runs[run]
    if row.state != .waiting { followDate(ofStarted: run) }
    if row.state.isFinal { return }
    try compileIfNeeded(row.version)
    try compileIfNeeded(actingVersion(of: run))
    switch row.state {
    case .waiting:
      if let due = row.dueTime.instant { arm(run, for: due) }
      if let path = store.robots.compiled(row.version).datePath {
        watchLink(of: path, of: store.visits[row.visit].record)
      }
    case .ready, .dispatched:
      store.setState(.ready, of: run)
      queues[queueIndex(coldPart(of: run).detail.queue)].count(.ready, by: 1)
      if row.waitsForItsTime, let notBefore = coldPart(of: run).notBeforeTime {
        arm(run, for: notBefore)
        if row.reason == .workingTime { actionsOutsideHours.insert(run) }
      } else {
        enqueue(run)
      }
    case .succeeded, .failed, .skipped, .cancelled:
      preconditionFailure("ended runs were passed over")
    }
  }

  /// Compiles a version that no run needed when it was loaded.
  func compileIfNeeded(_ version: RobotVersionSlot) throws(LoadError) {
    if store.robots[version].compiled == nil {
      store.robots[version].compiled = try compile(store.robots[version].robot)
    }
  }
}
