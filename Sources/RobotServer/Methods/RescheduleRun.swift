import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Gives a run another due time.
enum RescheduleRunMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "RescheduleRun")

  static func answer(
    _ request: RescheduleRunRequest,
    to call: MethodCall
  ) throws(RequestError) -> RescheduleRunResponse {
    RescheduleRunResponse(
      run: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
