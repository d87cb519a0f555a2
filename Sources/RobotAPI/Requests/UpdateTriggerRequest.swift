import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a trigger to be changed.
package struct UpdateTriggerRequest: ChangeRequest {
  package var command: UpdateTrigger
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__update_trigger_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let given = message.pointee.trigger
      let draft = reader.needed(given, "trigger", standIn: .empty) { $0.triggerDraft($1) }
      return UpdateTriggerRequest(
        command: UpdateTrigger(
          draft: draft,
          etag: given.map { reader.text($0.pointee.etag) } ?? "",
          mask: reader.mask(message.pointee.update_mask, over: given?.pointee.base),
          isValidateOnly: isValidateOnly,
          changeReason: reader.text(message.pointee.change_reason)
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: UpdateTrigger, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
