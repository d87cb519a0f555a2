import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of the catalogue of trigger types.
package struct ListTriggerTypesResponse: ResponseMessage {
  package var page: Page<TriggerType>

  /// Answers.
  package init(page: Page<TriggerType>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_trigger_types_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_trigger_types, message.pointee.trigger_types) =
        builder.list(page.elements) { builder.triggerType($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
