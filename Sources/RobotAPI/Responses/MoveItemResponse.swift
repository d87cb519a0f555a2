import CRobotsProto
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
    pack(robots__v1__move_item_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.record = builder.record(reply.record)
      message.pointee.moved = reply.isMoved ? 1 : 0
      message.pointee.visit = builder.text(reply.record.visit.text)
    }
  }
}
