import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Creates or changes a record, and may move an item.
enum PutRecordMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "PutRecord")

  static func answer(
    _ request: PutRecordRequest,
    to call: MethodCall
  ) throws(RequestError) -> PutRecordResponse {
    PutRecordResponse(
      reply: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
