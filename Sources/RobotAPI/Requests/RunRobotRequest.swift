import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a run of one robot on one item now.
package struct RunRobotRequest: ChangeRequest {
  package var command: RunRobot
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__run_robot_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let robot = reader.neededID(message.pointee.robot, "robot")
      let item = RecordKey(
        entityType: reader.text(message.pointee.entity_type),
        id: reader.text(message.pointee.item_id)
      )
      return RunRobotRequest(
        command: RunRobot(robot: robot, item: item, isValidateOnly: isValidateOnly),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: RunRobot, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
