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
    ListRunsResponse(
      page: try request.query.isByDueTime
        ? call.engine.comingRuns(request.query, page: request.page)
        : call.engine.runs(request.query, page: request.page)
    )
  }
}
