import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Gives a robot another place.
enum MoveRobotMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "MoveRobot")

  static func answer(
    _ request: MoveRobotRequest,
    to call: MethodCall
  ) throws(RequestError) -> MoveRobotResponse {
    let robot = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return MoveRobotResponse(
      robot: ShownRobot(robot),
      warnings: call.engine.lint(about: robot)
    )
  }
}
