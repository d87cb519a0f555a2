import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the deletion of a trigger.
package struct DeleteTriggerRequest: ChangeRequest {
  package var command: DeleteTrigger
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__delete_trigger_request__init, with: arena) {
      message,
      reader in
      DeleteTriggerRequest(
        command: DeleteTrigger(
          id: reader.text(message.pointee.id),
          etag: reader.text(message.pointee.etag)
        ),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: DeleteTrigger, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
