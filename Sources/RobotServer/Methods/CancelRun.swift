import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Cancels a run.
enum CancelRunMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "CancelRun")

  static func answer(
    _ request: CancelRunRequest,
    to call: MethodCall
  ) throws(RequestError) -> CancelRunResponse {
    CancelRunResponse(
      run: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
