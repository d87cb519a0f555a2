import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A run with the facts that led to its state.
  func explanation(
    _ explanation: RunExplanation
  ) -> UnsafeMutablePointer<Robots__V1__RunExplanation> {
    let message = message(robots__v1__run_explanation__init)
    message.pointee.visit = visit(explanation.visit, of: explanation.run.item)
    message.pointee.run = run(explanation.run)
    (message.pointee.n_steps, message.pointee.steps) = list(explanation.steps) { step($0) }
    return message
  }

  /// One fact of a chain.
  func step(
    _ step: ExplanationStep
  ) -> UnsafeMutablePointer<Robots__V1__ExplanationStep> {
    let message = message(robots__v1__explanation_step__init)
    message.pointee.kind = Robots__V1__ExplanationKind(UInt32(step.kind.rawValue))
    message.pointee.time = timestamp(step.time)
    message.pointee.text = text(step.text)
    message.pointee.path = text(step.path)
    message.pointee.actual = value(step.actual)
    (message.pointee.n_expected, message.pointee.expected) = list(step.expected) { value($0) }
    message.pointee.satisfied = step.isSatisfied ? 1 : 0
    return message
  }
}
