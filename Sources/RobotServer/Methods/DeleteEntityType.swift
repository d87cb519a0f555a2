import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Deletes an entity type that nothing uses.
enum DeleteEntityTypeMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "DeleteEntityType")

  static func answer(
    _ request: DeleteEntityTypeRequest,
    to call: MethodCall
  ) throws(RequestError) -> DeleteEntityTypeResponse {
    try call.engine.perform(request.command, by: call.caller, at: call.now)
    return DeleteEntityTypeResponse()
  }
}
