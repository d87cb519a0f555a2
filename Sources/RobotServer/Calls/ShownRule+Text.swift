import RobotAPI
import RobotEngine
import RobotModel

extension ShownRuleVersion {
  /// A version with its condition in text form, as the engine writes it.
  init(_ view: RuleVersionView) {
    let conditionText =
      switch view.rule {
      case .robot(let robot): ShownRobot(robot).conditionText
      case .trigger(let trigger): ShownTrigger(trigger).conditionText
      case .calendar: ""
      }
    self.init(view: view, conditionText: conditionText)
  }
}

extension ShownRobot {
  /// A robot with its condition in text form, as the engine writes it.
  init(_ robot: Robot) {
    self.init(robot: robot, conditionText: robot.condition.map(ConditionText.text(of:)) ?? "")
  }
}

extension ShownTrigger {
  /// A trigger with its condition in text form, as the engine writes it.
  init(_ trigger: Trigger) {
    self.init(
      trigger: trigger,
      conditionText: trigger.condition.map(ConditionText.text(of:)) ?? ""
    )
  }
}
