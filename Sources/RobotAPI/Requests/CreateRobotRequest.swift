import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new robot.
package struct CreateRobotRequest: ChangeRequest {
  package var command: CreateRobot
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__create_robot_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let draft = reader.needed(message.pointee.robot, "robot", standIn: .empty) {
        $0.robotDraft($1)
      }
      return CreateRobotRequest(
        command: CreateRobot(
          draft: draft,
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

  private init(command: CreateRobot, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
