import CRobotsProto
package import Protobuf
package import RobotModel

/// The items of a pipeline by stage.
package struct GetBoardResponse: ResponseMessage {
  package var stages: [BoardStage]

  /// Answers.
  package init(stages: [BoardStage]) {
    self.stages = stages
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_board_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_stages, message.pointee.stages) =
        builder.list(stages) { builder.boardStage($0) }
    }
  }
}
