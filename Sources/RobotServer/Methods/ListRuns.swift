import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists runs.
enum ListRunsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "ListRuns")

  static func answer(
    _ request: ListRunsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListRunsResponse {
    ListRunsResponse(page: try call.engine.runs(request.query, page: request.page))
  }
}
