import CRobotsProto
package import Protobuf
package import RobotModel

/// The calendar that was asked for.
package struct GetCalendarResponse: ResponseMessage {
  package var calendar: WorkCalendar

  /// Answers.
  package init(calendar: WorkCalendar) {
    self.calendar = calendar
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__get_calendar_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.calendar = builder.calendar(calendar)
    }
  }
}
