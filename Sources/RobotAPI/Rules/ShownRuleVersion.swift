import CRobotsProto
package import RobotModel

/// A version of a rule as answers show it.
package struct ShownRuleVersion: Hashable, Sendable {
  package var view: RuleVersionView
  /// Of a robot or trigger; empty where there is no condition.
  package var conditionText: String

  /// Joins a version with the text form of its condition.
  package init(view: RuleVersionView, conditionText: String) {
    self.view = view
    self.conditionText = conditionText
  }
}

extension MessageBuilder {
  /// A version of a rule with what it changed.
  func ruleVersion(
    _ shown: ShownRuleVersion
  ) -> UnsafeMutablePointer<Robots__V1__RuleVersion> {
    let message = message(robots__v1__rule_version__init)
    (message.pointee.n_changes, message.pointee.changes) = list(shown.view.changes) { text($0) }
    message.pointee.deleted = shown.view.isDeleted ? 1 : 0
    switch shown.view.rule {
    case .robot(let robot): fill(message, robot, conditionText: shown.conditionText)
    case .trigger(let trigger): fill(message, trigger, conditionText: shown.conditionText)
    case .calendar(let calendar): fill(message, calendar)
    }
    return message
  }

  private func fill(
    _ message: UnsafeMutablePointer<Robots__V1__RuleVersion>,
    _ robot: Robot,
    conditionText: String
  ) {
    message.pointee.kind = ROBOTS__V1__RULE_KIND__RULE_KIND_ROBOT
    message.pointee.id = text(robot.id)
    message.pointee.version = robot.version
    message.pointee.author = text(robot.author)
    message.pointee.create_time = timestamp(robot.updateTime)
    message.pointee.change_reason = text(robot.changeReason)
    message.pointee.in_flight = Robots__V1__InFlightPolicy(UInt32(robot.inFlight.rawValue))
    message.pointee.rule_case = ROBOTS__V1__RULE_VERSION__RULE_ROBOT
    message.pointee.robot = self.robot(robot, conditionText: conditionText)
  }

  private func fill(
    _ message: UnsafeMutablePointer<Robots__V1__RuleVersion>,
    _ trigger: Trigger,
    conditionText: String
  ) {
    message.pointee.kind = ROBOTS__V1__RULE_KIND__RULE_KIND_TRIGGER
    message.pointee.id = text(trigger.id)
    message.pointee.version = trigger.version
    message.pointee.author = text(trigger.author)
    message.pointee.create_time = timestamp(trigger.updateTime)
    message.pointee.change_reason = text(trigger.changeReason)
    message.pointee.rule_case = ROBOTS__V1__RULE_VERSION__RULE_TRIGGER
    message.pointee.trigger = self.trigger(trigger, conditionText: conditionText)
  }

  private func fill(
    _ message: UnsafeMutablePointer<Robots__V1__RuleVersion>,
    _ calendar: WorkCalendar
  ) {
    message.pointee.kind = ROBOTS__V1__RULE_KIND__RULE_KIND_CALENDAR
    message.pointee.id = text(calendar.id)
    message.pointee.version = calendar.version
    message.pointee.author = text(calendar.author)
    message.pointee.create_time = timestamp(calendar.updateTime)
    message.pointee.change_reason = text(calendar.changeReason)
    message.pointee.rule_case = ROBOTS__V1__RULE_VERSION__RULE_CALENDAR
    message.pointee.calendar = self.calendar(calendar)
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
