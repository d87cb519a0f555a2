import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Adds a robot to a stage.
enum CreateRobotMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CreateRobot")

  static func answer(
    _ request: CreateRobotRequest,
    to call: MethodCall
  ) throws(RequestError) -> CreateRobotResponse {
    let robot = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return CreateRobotResponse(
      robot: ShownRobot(robot),
      warnings: call.engine.lint(about: robot)
    )
  }
}
