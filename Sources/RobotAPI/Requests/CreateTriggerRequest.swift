import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new trigger.
package struct CreateTriggerRequest: ChangeRequest {
  package var command: CreateTrigger
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__create_trigger_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let draft = reader.needed(message.pointee.trigger, "trigger", standIn: .empty) {
        $0.triggerDraft($1)
      }
      return CreateTriggerRequest(
        command: CreateTrigger(
          draft: draft,
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

  private init(command: CreateTrigger, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
