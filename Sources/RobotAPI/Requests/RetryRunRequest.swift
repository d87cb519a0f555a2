import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for another try of a run.
package struct RetryRunRequest: ChangeRequest {
  package var command: RetryRun
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__retry_run_request__init, with: arena) {
      message,
      reader in
      RetryRunRequest(
        command: RetryRun(run: reader.neededNumber(message.pointee.id, "id")),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: RetryRun, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
