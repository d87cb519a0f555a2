import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of entity types.
package struct ListEntityTypesResponse: ResponseMessage {
  package var page: Page<EntityType>

  /// Answers.
  package init(page: Page<EntityType>) {
    self.page = page
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_entity_types_response__init, into: &buffer, with: arena) {
      message,
      builder in
      (message.pointee.n_entity_types, message.pointee.entity_types) =
        builder.list(page.elements) { builder.entityType($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
    }
  }
}
