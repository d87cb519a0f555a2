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
  func outcome(of run: Run) -> String {
    switch run.state {
    case .waiting, .ready:
      return wait(of: run) + (lacksRoom ? " and until the disk has room" : "")
    case .dispatched: return "is with a worker"
    case .succeeded, .failed, .skipped, .cancelled:
      let time = run.finishTime.map { " at \(words($0))" } ?? ""
      return "\(run.state.endWords)\(time)"
        + Reason.cause(run.reason, run.detail?.message ?? "")
    }
  }

  /// What a run waits for that has not started, or that no worker has.
  private func wait(of run: Run) -> String {
    if run.reason == .workingTime, let time = run.notBeforeTime {
      return "waits for working time until \(words(time))"
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
    return "waits\(because)"
  }

  /// The answer to "why" in one sentence, for an item's newest visit.
  func summary(
    of record: Slot<RecordRow>,
    robot: RobotSlot,
    newestVisit visit: Slot<VisitRow>,
    run: Slot<RunRow>?
  ) -> String {
    let key = store.key(of: record)
    let name = capitalized(nameOfRobot(store.robots[robot].id))
    guard let run else { return "\(name) has no run for \(key): \(absence(of: robot, visit))." }
    let text = "\(name) \(outcome(of: runView(run).run))"
    let stage = store.schema.key(of: store.visits[store.runs[run].visit].stage)
    if store.runs[run].visit != visit, visit.isSome {
      return "\(text), on an earlier visit of \(key) to stage \(words(stage, withPipeline: true))."
    }
    return "\(text), for \(key) in stage \(words(stage, withPipeline: true))."
  }

  /// Why a robot has no run in any visit of an item.
  private func absence(of robot: RobotSlot, _ visit: Slot<VisitRow>) -> String {
    let newest = store.robots[store.robots.newest(robot)].robot
    let place = words(newest.place, withPipeline: true)
    guard visit.isSome else { return "the item has never stood in a stage" }
    let row = store.visits[visit]
    guard store.schema.key(of: row.stage) == newest.place else {
      return "the robot belongs to stage \(place), where the item has not been since the robot"
        + " was made"
    }
    if store.robots[robot].isDeleted { return "the robot was deleted" }
    if newest.createTime > row.enterTime {
      return "the robot was made at \(words(newest.createTime)), after the item had entered the"
        + " stage at \(words(row.enterTime))"
    }
    return newest.isEnabled
      ? "the robot was not enabled when the item entered the stage at \(words(row.enterTime))"
      : "the robot is disabled"
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
