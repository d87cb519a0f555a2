import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Shows a pipeline.
enum GetPipelineMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "GetPipeline")

  static func answer(
    _ request: GetPipelineRequest,
    to call: MethodCall
  ) throws(RequestError) -> GetPipelineResponse {
    GetPipelineResponse(pipeline: try call.engine.pipeline(request.key))
  }
}
