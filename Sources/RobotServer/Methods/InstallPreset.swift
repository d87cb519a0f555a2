import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Adds the robots of a preset to a stage.
enum InstallPresetMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "InstallPreset")

  static func answer(
    _ request: InstallPresetRequest,
    to call: MethodCall
  ) throws(RequestError) -> InstallPresetResponse {
    guard let preset = Presets.all.first(where: { $0.id == request.preset }) else {
      throw .notFound("preset", request.preset)
    }
    let command = InstallPreset(
      preset: preset,
      pipeline: request.pipeline,
      stage: request.stage,
      isValidateOnly: request.isValidateOnly,
      isForced: request.isForced,
      changeReason: request.changeReason
    )
    let robots = try call.engine.perform(command, by: call.caller, at: call.now)
    return InstallPresetResponse(
      robots: robots.map(ShownRobot.init),
      warnings: call.engine.lint(about: robots)
    )
  }
}
