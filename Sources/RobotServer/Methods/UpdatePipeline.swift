import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Changes a pipeline.
enum UpdatePipelineMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "UpdatePipeline")

  static func answer(
    _ request: UpdatePipelineRequest,
    to call: MethodCall
  ) throws(RequestError) -> UpdatePipelineResponse {
    UpdatePipelineResponse(
      pipeline: try call.engine.perform(request.command, by: call.caller, at: call.now)
    )
  }
}
