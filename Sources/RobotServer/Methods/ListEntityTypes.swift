import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the entity types.
enum ListEntityTypesMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListEntityTypes")

  static func answer(
    _ request: ListEntityTypesRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListEntityTypesResponse {
    ListEntityTypesResponse(page: try call.engine.entityTypes(page: request.page))
  }
}
