import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows the items of a pipeline by stage, with their robots.
enum GetBoardMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "GetBoard")

  static func answer(
    _ request: GetBoardRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetBoardResponse {
    let stages = try call.engine.board(request.pipeline, itemsPerStage: request.itemsPerStage)
    return GetBoardResponse(stages: stages, pauses: call.engine.pauses(over: request.pipeline))
  }
}
