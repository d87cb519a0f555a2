import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Deletes a robot and cancels its waiting runs.
enum DeleteRobotMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "DeleteRobot")

  static func answer(
    _ request: DeleteRobotRequest,
    to call: MethodCall
  ) throws(RequestError) -> DeleteRobotResponse {
    let count = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return DeleteRobotResponse(cancelledRuns: Int(count))
  }
}
