import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new entity type.
package struct CreateEntityTypeRequest: ChangeRequest {
  package var command: CreateEntityType
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__create_entity_type_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let entityType = reader.needed(
        message.pointee.entity_type,
        "entity_type",
        standIn: .empty
      ) { $0.entityType($1) }
      return CreateEntityTypeRequest(
        command: CreateEntityType(entityType: entityType, isValidateOnly: isValidateOnly),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: CreateEntityType, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
