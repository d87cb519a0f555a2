import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Says why a robot did, or did not, act on an item, and what triggers made of its events.
enum ExplainMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "Explain")

  static func answer(
    _ request: ExplainRequest,
    to call: MethodCall
  ) throws(RequestError) -> ExplainResponse {
    let engine = call.engine
    let explanation =
      request.robot.isEmpty
      ? try engine.explainEvents(of: request.item)
      : try engine.explain(
        request.item,
        robot: request.robot,
        visit: request.visit,
        page: request.page
      )
    let events = explanation.events.map {
      ShownHistoryEntry(entry: $0, summary: engine.summary(of: $0))
    }
    return ExplainResponse(explanation: explanation, events: events)
  }
}
