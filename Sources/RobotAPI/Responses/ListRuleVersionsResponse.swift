import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of the versions of a rule.
package struct ListRuleVersionsResponse: ResponseMessage {
  package var page: Page<ShownRuleVersion>

  /// Answers.
  package init(page: Page<ShownRuleVersion>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_rule_versions_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_versions, message.pointee.versions) = builder.list(page.elements) {
        builder.ruleVersion($0)
      }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
