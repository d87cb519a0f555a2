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
    write(into: &buffer) { $0.moveReply(reply) }
  }
}

extension FieldWriter {
  /// `robots.v1.MoveItemResponse`, with or without the fields of its record.
  mutating func moveReply(_ reply: borrowing PutRecordReply, withFields: Bool = true) {
    let visit = reply.record.visit.text
    let record = beginMessage(1)
    shownRecord(reply.record, visit: visit, withFields: withFields)
    endMessage(begunAt: record)
    flag(2, reply.isMoved)
    text(3, visit)
  }
}
