import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of calendars.
package struct ListCalendarsResponse: ResponseMessage {
  package var page: Page<WorkCalendar>

  /// Answers.
  package init(page: Page<WorkCalendar>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_calendars_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_calendars, message.pointee.calendars) =
        builder.list(page.elements) { builder.calendar($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
