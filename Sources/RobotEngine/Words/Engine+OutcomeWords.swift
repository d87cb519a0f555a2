import RobotModel

extension RunState {
  /// "succeeded", "was skipped".
  var endWords: String {
    switch self {
    case .waiting, .ready, .dispatched: "has not ended"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .skipped: "was skipped"
    case .cancelled: "was cancelled"
    }
  }
}

extension Engine {
  /// Where a run stands and why, as a sentence without its subject.
  func outcome(of slot: Slot<RunRow>) -> String {
    let run = runView(slot).run
    switch run.state {
    case .waiting, .ready:
      return wait(of: run, slot) + (lacksRoom ? " and until the disk has room" : "")
    case .dispatched: return "is with a worker"
    case .succeeded, .failed, .skipped, .cancelled:
      let time = run.finishTime.map { " at \(words($0))" } ?? ""
      return "\(run.state.endWords)\(time)"
        + Reason.cause(run.reason, run.detail?.message ?? "")
    }
  }

  /// What a run waits for that has not started, or that no worker has.
  private func wait(of run: Run, _ slot: Slot<RunRow>) -> String {
    if run.reason == .workingTime, let time = run.notBeforeTime {
      return "waits for \(hoursWords(of: slot)) until \(words(time))"
    }
    let because = run.reason.map { " because \($0.words)" } ?? ""
    if run.state == .ready {
      guard run.reason == .backoff, let time = run.notBeforeTime else {
        return "waits for a worker\(because)"
      }
      let message = run.detail?.message ?? ""
      return "waits until \(words(time)) for its next attempt"
        + (message.isEmpty ? "" : ": \(message)")
    }
    if run.reason == .time, let due = run.dueTime { return "waits until \(words(due))" }
    if run.reason == .dateEmpty { return "waits because \(emptyDateWords(of: slot))" }
    return "waits\(because)"
  }

  /// Whose working time it is that a run waits for: where its robot's own calendar works now, or
  /// has no part in it, the responsible's.
  private func hoursWords(of run: Slot<RunRow>) -> String {
    let timing = store.robots[store.runs[run].version].robot.timing
    if timing.maxResponsibleWaitMilliseconds == nil { return "working time" }
    let isOwn =
      timing.workingTime != .off && calendar(named: timing.calendar)?.contains(time) == false
    return isOwn ? "working time" : "the working time of the responsible"
  }

  /// Which date it is that a run waits for, and why it is empty.
  private func emptyDateWords(of run: Slot<RunRow>) -> String {
    let version = store.runs[run].version
    guard case .date(let timing) = store.robots[version].robot.timing.start else {
      return Reason.dateEmpty.words
    }
    let record = store.visits[store.runs[run].visit].record
    let words = "\(timing.path) is empty"
    guard let link = store.robots.compiled(version).datePath?.link else { return words }
    guard let key = target(of: link, of: record) else {
      let field = store.schema.name(of: link, in: store.records[record].entityType)
      return "\(words): the item's \(field) names nothing"
    }
    return store.liveRecord(key) == nil ? "\(words): there is no \(key)" : words
  }

  /// The answer to "why" in one sentence.
  ///
  /// - Parameter visits: Of the item, the newest first.
  func summary(
    of record: Slot<RecordRow>,
    robot: RobotSlot,
    _ visits: [Slot<VisitRow>],
    run: Slot<RunRow>?
  ) -> String {
    let key = store.key(of: record)
    let name = capitalized(nameOfRobot(store.robots[robot].id))
    guard let run else { return "\(name) has no run for \(key): \(absence(of: robot, visits))." }
    let text = "\(name) \(outcome(of: run))"
    let stage = store.schema.key(of: store.visits[store.runs[run].visit].stage)
    if store.runs[run].visit != visits.first {
      return "\(text), on an earlier visit of \(key) to stage \(words(stage, withPipeline: true))."
    }
    return "\(text), for \(key) in stage \(words(stage, withPipeline: true))."
  }

  /// Why a robot has no run in any visit of an item.
  private func absence(of robot: RobotSlot, _ visits: [Slot<VisitRow>]) -> String {
    let newest = store.robots[store.robots.newest(robot)].robot
    let place = words(newest.place, withPipeline: true)
    guard let last = visits.first else { return "the item has never stood in a stage" }
    let visit = visits.first { store.schema.key(of: store.visits[$0].stage) == newest.place }
    guard let visit else {
      if visits.count > 1 {
        return "the robot belongs to stage \(place), of which no visit of the item is known"
      }
      let stage = store.schema.key(of: store.visits[last].stage)
      return "the robot belongs to stage \(place), and the item entered stage"
        + " \(words(stage, withPipeline: true))"
    }
    return absence(of: robot, fromStageEntered: store.visits[visit])
  }

  /// Why a robot has no run in a visit to the stage in which it stands now: what it was at entry.
  private func absence(of robot: RobotSlot, fromStageEntered visit: VisitRow) -> String {
    let newest = store.robots[store.robots.newest(robot)].robot
    let entry = "when the item entered the stage at \(words(visit.enterTime))"
    let version = store.robots[robot].versions.last { version in
      store.robots[version].robot.publishedAfter < visit.number
    }
    guard let robotThen = version.map({ store.robots[$0].robot }) else {
      return "the robot was made at \(words(newest.createTime)), after the item had entered the"
        + " stage at \(words(visit.enterTime))"
    }
    if robotThen.place != newest.place {
      let stage = words(robotThen.place, withPipeline: true)
      return "the robot stood in stage \(stage) \(entry)"
    }
    if store.robots[robot].isDeleted { return "the robot was deleted" }
    if !newest.isEnabled { return "the robot is disabled" }
    if !robotThen.isEnabled { return "the robot was not enabled \(entry)" }
    return "what became of its run since the item entered the stage at"
      + " \(words(visit.enterTime)) is not kept any more"
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
