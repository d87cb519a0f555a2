import CRobotsProto
package import Protobuf
package import RobotModel

/// The run, cancelled.
package struct CancelRunResponse: ResponseMessage {
  package var run: RunView

  /// Answers.
  package init(run: RunView) {
    self.run = run
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__cancel_run_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.run = builder.run(run)
    }
  }
}
