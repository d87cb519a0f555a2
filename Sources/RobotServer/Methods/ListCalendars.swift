import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the calendars.
enum ListCalendarsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListCalendars")

  static func answer(
    _ request: ListCalendarsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListCalendarsResponse {
    ListCalendarsResponse(
      page: try call.engine.calendars(page: request.page)
    )
  }
}
