import RobotModel

extension Engine {
  /// Cancels every waiting run of a robot that was disabled, deleted or given to another stage
  /// (S-28), and lets what followed them go on; of very many the rest in the steps that follow.
  ///
  /// - Returns: How many there were.
  @discardableResult
  func cancelWaitingRuns(
    ofRobot id: String,
    because reason: Reason = .ruleDisabled
  ) -> Int {
    guard let robot = store.robots.slotEver(of: id) else { return 0 }
    let runs = waitingRuns(ofRobot: robot)
    change(runs, of: robot, .cancel(reason))
    return runs.count
  }
}
