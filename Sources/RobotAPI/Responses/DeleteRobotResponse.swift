import CRobotsProto
package import Protobuf

/// The robot is gone.
package struct DeleteRobotResponse: ResponseMessage {
  /// How many waiting runs were cancelled.
  package var cancelledRuns: Int

  /// Answers.
  package init(cancelledRuns: Int) {
    self.cancelledRuns = cancelledRuns
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__delete_robot_response__init, into: &buffer, with: arena) { message, _ in
      message.pointee.cancelled_runs = Int64(cancelledRuns)
    }
  }
}
