import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Says why a robot did, or did not, act on an item.
enum ExplainMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "Explain")

  static func answer(
    _ request: ExplainRequest,
    to call: MethodCall
  ) throws(RequestError) -> ExplainResponse {
    let explanation = try call.engine.explain(
      request.item,
      robot: request.robot,
      visit: request.visit,
      page: request.page
    )
    return ExplainResponse(explanation: explanation)
  }
}
