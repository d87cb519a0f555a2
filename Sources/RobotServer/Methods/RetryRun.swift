import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Starts a run anew.
enum RetryRunMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "RetryRun")

  static func answer(
    _ request: RetryRunRequest,
    to call: MethodCall
  ) throws(RequestError) -> RetryRunResponse {
    RetryRunResponse(
      run: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
