import CRobotsProto
package import Protobuf
package import RobotModel

/// The robot as it was made.
package struct CreateRobotResponse: ResponseMessage {
  package var robot: ShownRobot
  /// What is hardly meant about it.
  package var warnings: [LintFinding]

  /// Answers.
  package init(robot: ShownRobot, warnings: [LintFinding] = []) {
    self.robot = robot
    self.warnings = warnings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__create_robot_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.robot = builder.robot(robot)
      (message.pointee.n_warnings, message.pointee.warnings) = builder.warnings(warnings)
    }
  }
}
