import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the deletion of a robot.
package struct DeleteRobotRequest: ChangeRequest {
  package var command: DeleteRobot
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__delete_robot_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      return DeleteRobotRequest(
        command: DeleteRobot(
          id: reader.text(message.pointee.id),
          etag: reader.text(message.pointee.etag),
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

  private init(command: DeleteRobot, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
