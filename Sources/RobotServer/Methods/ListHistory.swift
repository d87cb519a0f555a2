import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists what happened.
enum ListHistoryMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "ListHistory")

  static func answer(
    _ request: ListHistoryRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListHistoryResponse {
    let page = try call.engine.history(request.query, page: request.page)
    return ListHistoryResponse(
      page: page.map { ShownHistoryEntry(entry: $0, summary: call.engine.summary(of: $0)) }
    )
  }
}
