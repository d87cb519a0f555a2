import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of calendars.
package struct ListCalendarsRequest: RequestMessage {
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_calendars_request__init, with: arena) {
      message,
      reader in
      ListCalendarsRequest(
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(page: PageRequest) {
    self.page = page
  }
}
