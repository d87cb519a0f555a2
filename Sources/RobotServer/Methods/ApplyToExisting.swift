import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Runs a robot on the items that stand in its stage already, or counts them.
enum ApplyToExistingMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "ApplyToExisting")

  static func answer(
    _ request: ApplyToExistingRequest,
    to call: MethodCall
  ) throws(RequestError) -> ApplyToExistingResponse {
    let application = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return ApplyToExistingResponse(application: call.engine.view(of: application))
  }
}
