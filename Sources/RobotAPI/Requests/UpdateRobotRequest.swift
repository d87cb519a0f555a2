import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new version of a robot.
package struct UpdateRobotRequest: ChangeRequest {
  package var command: UpdateRobot
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__update_robot_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let given = message.pointee.robot
      let draft = reader.needed(given, "robot", standIn: .empty) { $0.robotDraft($1) }
      return UpdateRobotRequest(
        command: UpdateRobot(
          draft: draft,
          etag: given.map { reader.text($0.pointee.etag) } ?? "",
          mask: reader.mask(message.pointee.update_mask, over: given?.pointee.base),
          isForced: message.pointee.force != 0,
          isValidateOnly: isValidateOnly,
          inFlight: reader.policy(
            message.pointee.in_flight.rawValue,
            first: .keepTiming,
            "in_flight",
            of: message.pointee.base
          ),
          changeReason: reader.text(message.pointee.change_reason)
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: UpdateRobot, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
