import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of robots.
package struct ListRobotsRequest: RequestMessage {
  package var scope: RuleScope
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_robots_request__init, with: arena) {
      message,
      reader in
      let scope = RuleScope(
        entityType: reader.text(message.pointee.entity_type),
        pipeline: reader.text(message.pointee.pipeline),
        stage: reader.text(message.pointee.stage)
      )
      return ListRobotsRequest(
        scope: scope,
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(scope: RuleScope, page: PageRequest) {
    self.scope = scope
    self.page = page
  }
}
