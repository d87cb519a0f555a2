import CRobotsProto
package import Protobuf
package import RobotModel

/// A robot and how its runs ended.
package struct GetRobotResponse: ResponseMessage {
  package var robot: ShownRobot
  package var counts: RobotCounts

  /// Answers.
  package init(robot: ShownRobot, counts: RobotCounts) {
    self.robot = robot
    self.counts = counts
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_robot_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.robot = builder.robot(robot)
      message.pointee.counts = builder.robotCounts(counts)
    }
  }
}
