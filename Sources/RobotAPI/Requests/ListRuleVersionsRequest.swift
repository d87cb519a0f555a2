import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of the versions of a rule.
package struct ListRuleVersionsRequest: RequestMessage {
  package var kind: RuleKind
  package var id: String
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_rule_versions_request__init, with: arena) {
      message,
      reader in
      ListRuleVersionsRequest(
        kind: reader.ruleKind(message.pointee.kind.rawValue, of: message.pointee.base),
        id: reader.text(message.pointee.id),
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(kind: RuleKind, id: String, page: PageRequest) {
    self.kind = kind
    self.id = id
    self.page = page
  }
}
