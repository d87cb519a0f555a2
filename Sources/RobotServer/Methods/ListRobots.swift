import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists robots in the order of their stages, with how their runs ended.
enum ListRobotsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListRobots")

  static func answer(
    _ request: ListRobotsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListRobotsResponse {
    let page = try call.engine.robots(in: request.scope, page: request.page)
    return ListRobotsResponse(
      page: page.map(ShownRobot.init),
      counts: page.elements.map { call.engine.counts(ofRobot: $0.id, at: call.now) }
    )
  }
}
