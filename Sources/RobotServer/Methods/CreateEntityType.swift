import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Adds an entity type.
enum CreateEntityTypeMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CreateEntityType")

  static func answer(
    _ request: CreateEntityTypeRequest,
    to call: MethodCall
  ) throws(RequestError) -> CreateEntityTypeResponse {
    CreateEntityTypeResponse(
      entityType: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
