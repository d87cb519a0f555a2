import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lists the records of a type.
enum ListRecordsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "ListRecords")

  static func answer(
    _ request: ListRecordsRequest,
    to call: MethodCall
  ) throws(RequestError) -> ListRecordsResponse {
    let page = try call.engine.records(
      ofType: request.entityType,
      filter: request.filter,
      page: request.page
    )
    return ListRecordsResponse(page: page)
  }
}
