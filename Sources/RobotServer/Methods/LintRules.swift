import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Says what is hardly meant about robots.
enum LintRulesMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "LintRules")

  static func answer(
    _ request: LintRulesRequest,
    to call: MethodCall
  ) throws(RequestError) -> LintRulesResponse {
    LintRulesResponse(findings: try call.engine.lint(request.scope, at: call.now))
  }
}
