import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists what triggers hear of.
enum ListTriggerTypesMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListTriggerTypes")

  static func answer(
    _ request: ListTriggerTypesRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListTriggerTypesResponse {
    ListTriggerTypesResponse(page: try call.engine.triggerTypes(page: request.page))
  }
}
