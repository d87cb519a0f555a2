import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// Makes a new version of a rule that is as an earlier one was.
enum RollbackRuleMethod: UnaryMethod {
  static let descriptor = MethodDescriptor(service: Services.rule, method: "RollbackRule")

  static func answer(
    _ request: RollbackRuleRequest,
    to call: MethodCall
  ) throws(RequestError) -> RollbackRuleResponse {
    let reply = try call.engine.perform(request.command, by: call.caller, at: call.now)
    return RollbackRuleResponse(
      version: ShownRuleVersion(reply.version),
      inFlight: reply.inFlight
    )
  }
}
