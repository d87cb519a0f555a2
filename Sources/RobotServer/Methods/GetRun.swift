import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows a run.
enum GetRunMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "GetRun")

  static func answer(
    _ request: GetRunRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetRunResponse {
    GetRunResponse(run: try call.engine.run(request.run))
  }
}
