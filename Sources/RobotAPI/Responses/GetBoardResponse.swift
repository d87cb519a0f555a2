import CRobotsProto
package import Protobuf
package import RobotModel

/// The items of a pipeline by stage.
package struct GetBoardResponse: ResponseMessage {
  package var stages: [BoardStage]
  /// The pauses of everything and of the pipeline.
  package var pauses: [Pause]

  /// Answers.
  package init(stages: [BoardStage], pauses: [Pause] = []) {
    self.stages = stages
    self.pauses = pauses
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_board_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_stages, message.pointee.stages) =
        builder.list(stages) { builder.boardStage($0) }
      (message.pointee.n_pauses, message.pointee.pauses) =
        builder.list(pauses) { builder.pause($0) }
    }
  }
}
