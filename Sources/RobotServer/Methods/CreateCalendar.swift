import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Adds a calendar.
enum CreateCalendarMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CreateCalendar")

  static func answer(
    _ request: CreateCalendarRequest,
    to call: MethodCall
  ) throws(RequestError) -> CreateCalendarResponse {
    CreateCalendarResponse(
      calendar: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
