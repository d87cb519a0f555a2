import CRobotsProto
package import Protobuf

/// The robot as it was made.
package struct CreateRobotResponse: ResponseMessage {
  package var robot: ShownRobot

  /// Answers.
  package init(robot: ShownRobot) {
    self.robot = robot
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__create_robot_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.robot = builder.robot(robot)
    }
  }
}
