import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the deletion of an entity type.
package struct DeleteEntityTypeRequest: ChangeRequest {
  package var command: DeleteEntityType
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__delete_entity_type_request__init, with: arena) {
      message,
      reader in
      DeleteEntityTypeRequest(
        command: DeleteEntityType(
          id: reader.text(message.pointee.id),
          etag: reader.text(message.pointee.etag)
        ),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: DeleteEntityType, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
