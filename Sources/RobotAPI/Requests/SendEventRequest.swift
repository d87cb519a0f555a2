import CRobotsProto
package import Protobuf
package import RobotModel

/// Tells of an event.
package struct SendEventRequest: ChangeRequest {
  package var command: SendEvent
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__send_event_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let command = reader.sendEvent(message)
      var identity = reader.identity(
        requestID: message.pointee.request_id,
        isValidateOnly: isValidateOnly
      )
      if !isValidateOnly { identity.eventID = command.event.id }
      return SendEventRequest(command: command, identity: identity)
    }
  }

  private init(command: SendEvent, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}

extension MessageReader {
  /// An event as a request tells of it.
  mutating func sendEvent(
    _ message: UnsafeMutablePointer<Robots__V1__SendEventRequest>
  ) -> SendEvent {
    SendEvent(
      event: needed(message.pointee.event, "event", standIn: .empty) { $0.event($1) },
      isValidateOnly: message.pointee.validate_only != 0
    )
  }
}
