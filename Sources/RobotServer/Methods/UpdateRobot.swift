import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Makes a new version of a robot.
enum UpdateRobotMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "UpdateRobot")

  static func answer(
    _ request: UpdateRobotRequest,
    to call: MethodCall
  ) throws(RequestError) -> UpdateRobotResponse {
    let reply = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return UpdateRobotResponse(
      robot: ShownRobot(reply.robot),
      inFlight: reply.inFlight,
      warnings: call.engine.lint(about: reply.robot)
    )
  }
}
