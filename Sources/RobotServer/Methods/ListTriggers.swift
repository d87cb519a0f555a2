import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists triggers in the order of their stages.
enum ListTriggersMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListTriggers")

  static func answer(
    _ request: ListTriggersRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListTriggersResponse {
    let page = try call.engine.triggers(in: request.scope, page: request.page)
    return ListTriggersResponse(
      page: page.map(ShownTrigger.init)
    )
  }
}
