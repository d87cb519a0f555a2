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

extension GetBoardResponse: ListResponse {
  /// Shows as many items of each stage as fit, the same number of all; where not one of each does,
  /// those that fit in the order of the stages.
  package func encode(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    let most = stages.map(\.items.count).max() ?? 0
    var byteCount = 0
    var count = 0
    while count < most {
      var row: [UInt8] = []
      items(count..<count + 1).encode(into: &row, with: arena)
      byteCount += row.count
      if byteCount > limit { break }
      count += 1
    }
    if count == 0, most > 0 { return encodeSome(into: &buffer, with: arena, atMost: limit) }
    items(0..<count).encode(into: &buffer, with: arena)
    return true
  }

  /// Shows one item of some stages; false if not even one fits.
  private func encodeSome(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    var board = items(0..<0)
    var isEmpty = true
    for index in stages.indices where !stages[index].items.isEmpty {
      board.stages[index].items = [stages[index].items[0]]
      var message: [UInt8] = []
      board.encode(into: &message, with: arena)
      if message.count > limit {
        board.stages[index].items = []
      } else {
        isEmpty = false
      }
    }
    if isEmpty { return false }
    board.encode(into: &buffer, with: arena)
    return true
  }

  /// The board with some of each stage's items.
  private func items(_ range: Range<Int>) -> GetBoardResponse {
    var board = self
    for index in board.stages.indices {
      board.stages[index].items = Array(
        stages[index].items.dropFirst(range.lowerBound)
          .prefix(range.count)
      )
    }
    return board
  }
}
