import RobotModel

extension Engine {
  /// Cancels every waiting run of a robot that was disabled, deleted or given to another stage
  /// (S-28), and lets what followed them go on.
  ///
  /// - Returns: How many were cancelled.
  @discardableResult
  func cancelWaitingRuns(
    ofRobot id: String,
    because reason: Reason = .ruleDisabled
  ) -> Int {
    guard let robot = store.robots.slotEver(of: id) else { return 0 }
    let cancelled = waitingRuns(ofRobot: robot)
    for run in cancelled { end(run, as: .cancelled, because: reason) }
    for run in cancelled {
      releaseSuccessor(of: run)
      settle(store.visits[store.runs[run].visit].record)
    }
    return cancelled.count
  }
}
