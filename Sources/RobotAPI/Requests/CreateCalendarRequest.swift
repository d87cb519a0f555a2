import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new calendar.
package struct CreateCalendarRequest: ChangeRequest {
  package var command: CreateCalendar
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__create_calendar_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let calendar = reader.needed(message.pointee.calendar, "calendar", standIn: .empty) {
        $0.calendar($1)
      }
      return CreateCalendarRequest(
        command: CreateCalendar(
          calendar: calendar,
          holidayFile: reader.text(message.pointee.holidays_icalendar),
          isValidateOnly: isValidateOnly,
          changeReason: reader.text(message.pointee.change_reason)
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: CreateCalendar, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
