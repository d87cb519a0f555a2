import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Deletes a calendar that nothing uses.
enum DeleteCalendarMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "DeleteCalendar")

  static func answer(
    _ request: DeleteCalendarRequest,
    to call: MethodCall
  ) throws(RequestError) -> DeleteCalendarResponse {
    try call.engine.perform(request.command, by: call.caller, at: call.now)
    return DeleteCalendarResponse()
  }
}
