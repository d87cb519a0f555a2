package import Protobuf
package import RobotModel

/// What became of a put.
package struct PutRecordResponse: ResponseMessage {
  package var reply: PutRecordReply

  /// Answers.
  package init(reply: PutRecordReply) {
    self.reply = reply
  }

  /// Field 5, a varint, is 1.
  package static var duplicateMark: [UInt8] { [5 << 3, 1] }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    write(into: &buffer) { $0.putReply(reply) }
  }
}

extension FieldWriter {
  /// `robots.v1.PutRecordResponse`, with or without the fields of its record.
  mutating func putReply(_ reply: borrowing PutRecordReply, withFields: Bool = true) {
    let visit = reply.record.visit.text
    let record = beginMessage(1)
    shownRecord(reply.record, visit: visit, withFields: withFields)
    endMessage(begunAt: record)
    flag(2, reply.isCreated)
    flag(3, reply.isMoved)
    text(4, visit)
  }
}
