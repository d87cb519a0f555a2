import RobotAPI
import RobotEngine
import RobotModel

extension ShownRobot {
  /// A robot with its condition in text form, as the engine writes it.
  init(_ robot: Robot) {
    self.init(robot: robot, conditionText: robot.condition.map(ConditionText.text(of:)) ?? "")
  }
}
