import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows a robot and how its runs ended.
enum GetRobotMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "GetRobot")

  static func answer(
    _ request: GetRobotRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetRobotResponse {
    let robot = try call.engine.robot(request.id)
    return GetRobotResponse(
      robot: ShownRobot(robot),
      counts: call.engine.counts(ofRobot: robot.id, at: call.now)
    )
  }
}
