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
      SendEventRequest(message, &reader)
    }
  }

  /// Reads the request, also where it is a part of another message.
  init(
    _ message: UnsafeMutablePointer<Robots__V1__SendEventRequest>,
    _ reader: inout MessageReader
  ) {
    let isValidateOnly = message.pointee.validate_only != 0
    command = reader.sendEvent(message)
    identity = reader.identity(
      requestID: message.pointee.request_id,
      isValidateOnly: isValidateOnly
    )
    if !isValidateOnly { identity.eventID = command.event.id }
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
