import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Adds a pipeline.
enum CreatePipelineMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "CreatePipeline")

  static func answer(
    _ request: CreatePipelineRequest,
    to call: MethodCall
  ) throws(RequestError) -> CreatePipelineResponse {
    CreatePipelineResponse(
      pipeline: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
