import CRobotsProto
package import Protobuf
package import RobotModel

/// A run by hand, or what it would be.
package struct RunRobotResponse: ResponseMessage {
  package var reply: RunRobotReply

  /// Answers.
  package init(reply: RunRobotReply) {
    self.reply = reply
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__run_robot_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.run = builder.run(reply.run)
      (message.pointee.n_steps, message.pointee.steps) = builder.list(reply.steps) {
        builder.step($0)
      }
    }
  }
}
