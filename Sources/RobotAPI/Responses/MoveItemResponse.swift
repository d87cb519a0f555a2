package import Protobuf
package import RobotModel

/// What became of a move.
package struct MoveItemResponse: ResponseMessage {
  package var reply: PutRecordReply

  /// Answers.
  package init(reply: PutRecordReply) {
    self.reply = reply
  }

  /// Field 4, a varint, is 1.
  package static var duplicateMark: [UInt8] { [4 << 3, 1] }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    write(into: &buffer) { writer in
      writer.message(1) { $0.shownRecord(reply.record) }
      writer.flag(2, reply.isMoved)
      writer.text(3, reply.record.visit.text)
    }
  }
}
