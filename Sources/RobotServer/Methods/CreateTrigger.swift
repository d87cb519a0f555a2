import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Adds a trigger to a stage.
enum CreateTriggerMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CreateTrigger")

  static func answer(
    _ request: CreateTriggerRequest,
    to call: MethodCall
  ) throws(RequestError) -> CreateTriggerResponse {
    let trigger = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return CreateTriggerResponse(
      trigger: ShownTrigger(trigger),
      warnings: call.engine.lint(about: trigger)
    )
  }
}
