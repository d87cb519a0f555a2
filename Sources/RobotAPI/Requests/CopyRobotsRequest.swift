import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for copies of robots in another place.
package struct CopyRobotsRequest: ChangeRequest {
  package var command: CopyRobots
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__copy_robots_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      return CopyRobotsRequest(
        command: CopyRobots(
          source: StageKey(
            entityType: reader.text(message.pointee.entity_type),
            pipeline: reader.text(message.pointee.pipeline),
            stage: reader.text(message.pointee.stage)
          ),
          target: StageKey(
            entityType: reader.text(message.pointee.target_entity_type),
            pipeline: reader.text(message.pointee.target_pipeline),
            stage: reader.text(message.pointee.target_stage)
          ),
          isForced: message.pointee.force != 0,
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

  private init(command: CopyRobots, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
