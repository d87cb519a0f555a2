import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows an entity type.
enum GetEntityTypeMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "GetEntityType")

  static func answer(
    _ request: GetEntityTypeRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetEntityTypeResponse {
    GetEntityTypeResponse(entityType: try call.engine.entityType(request.id))
  }
}
