import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Changes a trigger, its stage and its place there, too.
enum UpdateTriggerMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "UpdateTrigger")

  static func answer(
    _ request: UpdateTriggerRequest,
    to call: MethodCall
  ) throws(RequestError) -> UpdateTriggerResponse {
    let trigger = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return UpdateTriggerResponse(
      trigger: ShownTrigger(trigger),
      warnings: call.engine.lint(about: trigger)
    )
  }
}
