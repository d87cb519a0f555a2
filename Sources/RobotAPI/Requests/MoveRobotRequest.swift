import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for another place of a robot.
package struct MoveRobotRequest: ChangeRequest {
  package var command: MoveRobot
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__move_robot_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      return MoveRobotRequest(
        command: MoveRobot(
          id: reader.text(message.pointee.id),
          pipeline: reader.text(message.pointee.pipeline),
          stage: reader.text(message.pointee.stage),
          position: reader.position(message.pointee.position),
          etag: reader.text(message.pointee.etag),
          changeReason: reader.text(message.pointee.change_reason),
          isForced: message.pointee.force != 0,
          isValidateOnly: isValidateOnly
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: MoveRobot, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
