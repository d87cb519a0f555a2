import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows a trigger.
enum GetTriggerMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "GetTrigger")

  static func answer(
    _ request: GetTriggerRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetTriggerResponse {
    GetTriggerResponse(trigger: ShownTrigger(try call.engine.trigger(request.id)))
  }
}
