import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the end of a pause.
package struct ResumeAutomationRequest: ChangeRequest {
  package var command: ResumeAutomation
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__resume_automation_request__init, with: arena) {
      message,
      reader in
      ResumeAutomationRequest(
        command: ResumeAutomation(
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

  private init(command: ResumeAutomation, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
