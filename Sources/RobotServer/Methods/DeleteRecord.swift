import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Deletes a record and cancels what waits for it.
enum DeleteRecordMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "DeleteRecord")

  static func answer(
    _ request: DeleteRecordRequest,
    to call: MethodCall
  ) throws(RequestError) -> DeleteRecordResponse {
    let count = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return DeleteRecordResponse(cancelledRuns: count)
  }
}
