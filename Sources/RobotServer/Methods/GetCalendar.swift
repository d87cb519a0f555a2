import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows a calendar.
enum GetCalendarMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "GetCalendar")

  static func answer(
    _ request: GetCalendarRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetCalendarResponse {
    GetCalendarResponse(calendar: try call.engine.calendar(request.id))
  }
}
