extension Model {
  /// Ends a run; those that follow it are looked at by `releaseAll`.
  mutating func end(_ item: Int, _ visit: Int, _ run: Int, _ state: String, _ reason: String) {
    items[item].visits[visit].runs[run].state = state
    items[item].visits[visit].runs[run].reason = reason
    items[item].visits[visit].runs[run].finish = now
  }

  /// The run before; one whose robot was disabled is looked through (S-3).
  func predecessor(_ item: Int, _ visit: Int, _ run: Int) -> Int? {
    items[item].visits[visit].runs[..<run].lastIndex { $0.reason != "RULE_DISABLED" }
  }

  /// Looks at every run of a visit that waits for the one before it.
  mutating func releaseAll(_ item: Int, _ visit: Int) {
    for run in items[item].visits[visit].runs.indices {
      let current = items[item].visits[visit].runs[run]
      guard current.isWaiting, current.reason == "PREVIOUS" else { continue }
      guard let place = predecessor(item, visit, run) else {
        setDue(item, visit, run)
        continue
      }
      let previous = items[item].visits[visit].runs[place]
      if previous.isWaiting { continue }
      if let block = block(previous, current.robot.policy) {
        end(item, visit, run, block.state, block.reason)
      } else {
        setDue(item, visit, run)
      }
    }
  }

  private func block(
    _ previous: ModelRun,
    _ policy: ModelRobot.Policy
  ) -> (state: String, reason: String)? {
    if previous.state == "SUCCEEDED" { return nil }
    if ["LEFT_STAGE", "PIPELINE_CHANGED", "ITEM_DELETED"].contains(previous.reason) {
      return ("CANCELLED", previous.reason)
    }
    let isBlocked = previous.reason.hasPrefix("PREVIOUS_")
    let reason = isBlocked ? previous.reason : "PREVIOUS_\(previous.state)"
    switch policy {
    case .onFinish: return nil
    case .onSuccess: return ("SKIPPED", reason)
    case .unlessFailed:
      return previous.state == "FAILED" || isBlocked ? ("SKIPPED", reason) : nil
    }
  }

  /// A condition that is decided at entry ends the run then (S-5).
  mutating func decideAtEntry(_ item: Int, _ visit: Int, _ run: Int) {
    let current = items[item].visits[visit].runs[run]
    guard current.isWaiting, current.robot.decides != .fire, !decides(item, visit, run) else {
      return
    }
    end(item, visit, run, "SKIPPED", "CONDITION_FALSE")
    releaseAll(item, visit)
  }
}
