import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the cancellation of a run.
package struct CancelRunRequest: ChangeRequest {
  package var command: CancelRun
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__cancel_run_request__init, with: arena) {
      message,
      reader in
      CancelRunRequest(
        command: CancelRun(run: reader.neededNumber(message.pointee.id, "id")),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: CancelRun, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
