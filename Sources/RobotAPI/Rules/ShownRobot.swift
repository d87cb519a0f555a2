import CRobotsProto
package import RobotModel

/// A robot as answers show it: with its condition in text form beside the tree.
package struct ShownRobot: Hashable, Sendable {
  package var robot: Robot
  /// Empty where there is no condition.
  package var conditionText: String

  /// Joins a robot with the text form of its condition.
  package init(robot: Robot, conditionText: String) {
    self.robot = robot
    self.conditionText = conditionText
  }
}

/// An entry of the catalogue as answers show it: with who performs it.
package struct ShownRobotType: Hashable, Sendable {
  package var type: RobotType
  /// "store", or the queue of its workers.
  package var executor: String

  /// Joins a robot type with its executor.
  package init(type: RobotType, executor: String) {
    self.type = type
    self.executor = executor
  }
}

extension MessageBuilder {
  /// A robot with both forms of its condition.
  func robot(_ shown: ShownRobot) -> UnsafeMutablePointer<Robots__V1__Robot> {
    robot(shown.robot, conditionText: shown.conditionText)
  }
}
