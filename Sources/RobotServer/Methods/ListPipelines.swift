import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the pipelines of an entity type, or of all.
enum ListPipelinesMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ListPipelines")

  static func answer(
    _ request: ListPipelinesRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListPipelinesResponse {
    ListPipelinesResponse(
      page: try call.engine.pipelines(ofEntityType: request.entityType, page: request.page)
    )
  }
}
