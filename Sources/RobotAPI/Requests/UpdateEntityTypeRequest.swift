import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a change of an entity type.
package struct UpdateEntityTypeRequest: ChangeRequest {
  package var command: UpdateEntityType
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__update_entity_type_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let given = message.pointee.entity_type
      let entityType = reader.needed(given, "entity_type", standIn: .empty) { $0.entityType($1) }
      return UpdateEntityTypeRequest(
        command: UpdateEntityType(
          entityType: entityType,
          etag: given.map { reader.text($0.pointee.etag) } ?? "",
          mask: reader.mask(message.pointee.update_mask, over: given?.pointee.base),
          isValidateOnly: isValidateOnly
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: UpdateEntityType, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
