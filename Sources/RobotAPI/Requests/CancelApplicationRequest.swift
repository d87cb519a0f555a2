import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the end of a robot's application to existing items.
package struct CancelApplicationRequest: ChangeRequest {
  package var command: CancelApplication
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__cancel_application_request__init, with: arena) {
      message,
      reader in
      CancelApplicationRequest(
        command: CancelApplication(robot: reader.neededID(message.pointee.robot, "robot")),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: CancelApplication, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
