import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows a record.
enum GetRecordMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "GetRecord")

  static func answer(
    _ request: GetRecordRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetRecordResponse {
    GetRecordResponse(record: try call.engine.record(request.key))
  }
}
