import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Runs one robot now on one item, or says what would happen.
enum RunRobotMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "RunRobot")

  static func answer(
    _ request: RunRobotRequest,
    to call: MethodCall
  ) throws(RequestError) -> RunRobotResponse {
    RunRobotResponse(
      reply: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
