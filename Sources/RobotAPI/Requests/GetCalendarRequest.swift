import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a calendar.
package struct GetCalendarRequest: RequestMessage {
  package var id: String

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_calendar_request__init, with: arena) {
      message,
      reader in
      GetCalendarRequest(id: reader.text(message.pointee.id))
    }
  }

  private init(id: String) {
    self.id = id
  }
}
