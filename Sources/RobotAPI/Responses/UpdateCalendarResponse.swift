import CRobotsProto
package import Protobuf
package import RobotModel

/// The calendar as it is now.
package struct UpdateCalendarResponse: ResponseMessage {
  package var calendar: WorkCalendar

  /// Answers.
  package init(calendar: WorkCalendar) {
    self.calendar = calendar
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__update_calendar_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.calendar = builder.calendar(calendar)
    }
  }
}
