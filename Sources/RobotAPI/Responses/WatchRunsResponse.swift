import CRobotsProto
package import Protobuf
package import RobotModel

/// A run as it is now.
package struct WatchRunsResponse: ResponseMessage {
  /// Nil in the first message: from then on nothing is missed.
  package var run: RunView?

  /// Answers.
  package init(run: RunView?) {
    self.run = run
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__watch_runs_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.run = run.map { builder.run($0) }
    }
  }
}
