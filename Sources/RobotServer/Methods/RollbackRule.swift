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
    let before = try call.engine.robot(request.command.id)
    let reply = try call.engine.perform(request.command, by: call.caller, at: call.now)
    let view = RobotVersionView(
      robot: reply.robot,
      changes: call.engine.changes(from: before, to: reply.robot),
      isDeleted: false
    )
    return RollbackRuleResponse(version: ShownRuleVersion(view), inFlight: reply.inFlight)
  }
}
