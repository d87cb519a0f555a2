import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Deletes a pipeline that nothing uses.
enum DeletePipelineMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "DeletePipeline")

  static func answer(
    _ request: DeletePipelineRequest,
    to call: MethodCall
  ) throws(RequestError) -> DeletePipelineResponse {
    try call.engine.perform(request.command, by: call.caller, at: call.now)
    return DeletePipelineResponse()
  }
}
