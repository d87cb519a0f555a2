import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Holds automation up.
enum PauseAutomationMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "PauseAutomation")

  static func answer(
    _ request: PauseAutomationRequest,
    to call: MethodCall
  ) throws(RequestError) -> PauseAutomationResponse {
    PauseAutomationResponse(
      pause: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
