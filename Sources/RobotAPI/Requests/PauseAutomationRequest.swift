import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a pause of automation.
package struct PauseAutomationRequest: ChangeRequest {
  package var command: PauseAutomation
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__pause_automation_request__init, with: arena) {
      message,
      reader in
      PauseAutomationRequest(
        command: PauseAutomation(
          scope: reader.pauseScope(
            entityType: message.pointee.entity_type,
            pipeline: message.pointee.pipeline,
            item: message.pointee.item_id
          )
        ),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: PauseAutomation, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
