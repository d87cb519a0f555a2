import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of triggers.
package struct ListTriggersResponse: ResponseMessage {
  package var page: Page<ShownTrigger>

  /// Answers.
  package init(page: Page<ShownTrigger>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_triggers_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_triggers, message.pointee.triggers) =
        builder.list(page.elements) { builder.trigger($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
