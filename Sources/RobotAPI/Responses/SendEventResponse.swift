import CRobotsProto
package import Protobuf
package import RobotModel

/// What an event did.
package struct SendEventResponse: ResponseMessage {
  package var reply: SendEventReply

  /// Answers.
  package init(reply: SendEventReply) {
    self.reply = reply
  }

  /// Field 3, a varint, is 1.
  package static var duplicateMark: [UInt8] { [3 << 3, 1] }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__send_event_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.event_id = builder.text(reply.eventID)
      (message.pointee.n_results, message.pointee.results) =
        builder.list(reply.results) { builder.eventResult($0) }
    }
  }
}
