import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Changes a calendar.
enum UpdateCalendarMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "UpdateCalendar")

  static func answer(
    _ request: UpdateCalendarRequest,
    to call: MethodCall
  ) throws(RequestError) -> UpdateCalendarResponse {
    UpdateCalendarResponse(
      calendar: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
