import CRobotsProto
package import Protobuf
package import RobotModel

/// The entity type as it was made.
package struct CreateEntityTypeResponse: ResponseMessage {
  package var entityType: EntityType

  /// Answers.
  package init(entityType: EntityType) {
    self.entityType = entityType
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__create_entity_type_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.entity_type = builder.entityType(entityType)
    }
  }
}
