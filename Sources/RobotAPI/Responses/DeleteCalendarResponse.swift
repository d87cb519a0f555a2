import CRobotsProto
package import Protobuf

/// The calendar is gone.
package struct DeleteCalendarResponse: ResponseMessage {
  /// Answers.
  package init() {}

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__delete_calendar_response__init, into: &buffer, with: arena) { _, _ in }
  }
}
