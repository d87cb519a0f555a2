import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Lets automation go on.
enum ResumeAutomationMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "ResumeAutomation")

  static func answer(
    _ request: ResumeAutomationRequest,
    to call: MethodCall
  ) throws(RequestError) -> ResumeAutomationResponse {
    ResumeAutomationResponse(
      isResumed: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
