import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Changes an entity type.
enum UpdateEntityTypeMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "UpdateEntityType")

  static func answer(
    _ request: UpdateEntityTypeRequest,
    to call: MethodCall
  ) throws(RequestError) -> UpdateEntityTypeResponse {
    UpdateEntityTypeResponse(
      entityType: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
