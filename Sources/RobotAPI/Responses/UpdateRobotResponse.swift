import CRobotsProto
package import Protobuf
package import RobotModel

/// The robot in its new version, and what became of its waiting runs.
package struct UpdateRobotResponse: ResponseMessage {
  package var robot: ShownRobot
  package var inFlight: InFlightCounts
  /// What is hardly meant about it.
  package var warnings: [LintFinding]

  /// Answers.
  package init(
    robot: ShownRobot,
    inFlight: InFlightCounts,
    warnings: [LintFinding] = []
  ) {
    self.robot = robot
    self.inFlight = inFlight
    self.warnings = warnings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__update_robot_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.robot = builder.robot(robot)
      message.pointee.in_flight = builder.inFlightCounts(inFlight)
      (message.pointee.n_warnings, message.pointee.warnings) = builder.warnings(warnings)
    }
  }
}
