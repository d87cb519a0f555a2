import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Deletes a trigger.
enum DeleteTriggerMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "DeleteTrigger")

  static func answer(
    _ request: DeleteTriggerRequest,
    to call: MethodCall
  ) throws(RequestError) -> DeleteTriggerResponse {
    try call.engine.perform(request.command, by: call.caller, at: call.now)
    return DeleteTriggerResponse()
  }
}
