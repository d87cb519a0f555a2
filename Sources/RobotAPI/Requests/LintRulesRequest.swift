import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks what is hardly meant about robots.
package struct LintRulesRequest: RequestMessage {
  package var query: LintQuery

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__lint_rules_request__init, with: arena) {
      message,
      reader in
      var query = LintQuery()
      query.entityType = reader.text(message.pointee.entity_type)
      query.pipeline = reader.text(message.pointee.pipeline)
      query.stage = reader.text(message.pointee.stage)
      return LintRulesRequest(query: query)
    }
  }

  private init(query: LintQuery) {
    self.query = query
  }
}
