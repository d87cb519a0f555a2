import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a change of a calendar.
package struct UpdateCalendarRequest: ChangeRequest {
  package var command: UpdateCalendar
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__update_calendar_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let given = message.pointee.calendar
      let calendar = reader.needed(given, "calendar", standIn: .empty) { $0.calendar($1) }
      return UpdateCalendarRequest(
        command: UpdateCalendar(
          calendar: calendar,
          holidayFile: reader.text(message.pointee.holidays_icalendar),
          etag: given.map { reader.text($0.pointee.etag) } ?? "",
          mask: reader.mask(message.pointee.update_mask, over: given?.pointee.base),
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

  private init(command: UpdateCalendar, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
