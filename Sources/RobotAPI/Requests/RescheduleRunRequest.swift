import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for another due time of a run.
package struct RescheduleRunRequest: ChangeRequest {
  package var command: RescheduleRun
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__reschedule_run_request__init, with: arena) {
      message,
      reader in
      let dueTime = reader.instant(message.pointee.due_time, "due_time")
      if message.pointee.due_time == nil { reader.refuse("due_time", "is needed") }
      return RescheduleRunRequest(
        command: RescheduleRun(
          run: reader.neededNumber(message.pointee.id, "id"),
          dueTime: dueTime ?? .epoch
        ),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: RescheduleRun, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
