import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Ends a robot's application to existing items.
enum CancelApplicationMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CancelApplication")

  static func answer(
    _ request: CancelApplicationRequest,
    to call: MethodCall
  ) throws(RequestError) -> CancelApplicationResponse {
    let application = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return CancelApplicationResponse(application: call.engine.view(of: application))
  }
}
