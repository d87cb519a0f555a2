import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks what is hardly meant about robots.
package struct LintRulesRequest: RequestMessage {
  package var scope: RuleScope

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__lint_rules_request__init, with: arena) {
      message,
      reader in
      let scope = RuleScope(
        entityType: reader.text(message.pointee.entity_type),
        pipeline: reader.text(message.pointee.pipeline),
        stage: reader.text(message.pointee.stage)
      )
      return LintRulesRequest(scope: scope)
    }
  }

  private init(scope: RuleScope) {
    self.scope = scope
  }
}
