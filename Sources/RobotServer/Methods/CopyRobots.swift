import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Copies the robots of a stage, or of a whole pipeline, elsewhere.
enum CopyRobotsMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CopyRobots")

  static func answer(
    _ request: CopyRobotsRequest,
    to call: MethodCall
  ) throws(RequestError) -> CopyRobotsResponse {
    let copies = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return CopyRobotsResponse(
      copies: copies.map { ($0.source, ShownRobot($0.robot)) },
      warnings: call.engine.lint(about: copies.map(\.robot))
    )
  }
}
