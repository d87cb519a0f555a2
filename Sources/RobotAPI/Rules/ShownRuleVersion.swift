import CRobotsProto
package import RobotModel

/// A version of a robot as answers show it.
package struct ShownRuleVersion: Hashable, Sendable {
  package var view: RobotVersionView
  /// Empty where there is no condition.
  package var conditionText: String

  /// Joins a version with the text form of its condition.
  package init(view: RobotVersionView, conditionText: String) {
    self.view = view
    self.conditionText = conditionText
  }
}

extension MessageBuilder {
  /// A version of a robot with what it changed.
  func ruleVersion(
    _ shown: ShownRuleVersion
  ) -> UnsafeMutablePointer<Robots__V1__RuleVersion> {
    let robot = shown.view.robot
    let message = message(robots__v1__rule_version__init)
    message.pointee.kind = ROBOTS__V1__RULE_KIND__RULE_KIND_ROBOT
    message.pointee.id = text(robot.id)
    message.pointee.version = robot.version
    message.pointee.author = text(robot.author)
    message.pointee.create_time = timestamp(robot.updateTime)
    message.pointee.change_reason = text(robot.changeReason)
    (message.pointee.n_changes, message.pointee.changes) = list(shown.view.changes) { text($0) }
    message.pointee.in_flight = Robots__V1__InFlightPolicy(UInt32(robot.inFlight.rawValue))
    message.pointee.deleted = shown.view.isDeleted ? 1 : 0
    message.pointee.rule_case = ROBOTS__V1__RULE_VERSION__RULE_ROBOT
    message.pointee.robot = self.robot(robot, conditionText: shown.conditionText)
    return message
  }

  /// What became of waiting runs.
  func inFlightCounts(
    _ counts: InFlightCounts
  ) -> UnsafeMutablePointer<Robots__V1__InFlightCounts> {
    let message = message(robots__v1__in_flight_counts__init)
    message.pointee.kept = counts.kept
    message.pointee.migrated = counts.migrated
    message.pointee.cancelled = counts.cancelled
    return message
  }
}
