import CRobotsProto
package import Protobuf
package import RobotModel

/// One message to a worker.
package enum WorkResponse: ResponseMessage {
  /// The hello was accepted; leases are to be renewed within so many milliseconds.
  case welcome(leaseMilliseconds: Int64)
  /// Something to do.
  case action(Action, leaseMilliseconds: Int64)
  /// What became of a result.
  case acknowledgement(run: StoreNumber, ActionResultDisposition)

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__work_response__init, into: &buffer, with: arena) { message, builder in
      switch self {
      case .welcome(let lease):
        message.pointee.message_case = ROBOTS__V1__WORK_RESPONSE__MESSAGE_WELCOME
        message.pointee.welcome = builder.message(robots__v1__work_welcome__init)
        message.pointee.welcome.pointee.lease = builder.duration(milliseconds: lease)
      case .action(let action, let lease):
        message.pointee.message_case = ROBOTS__V1__WORK_RESPONSE__MESSAGE_ACTION
        message.pointee.action = builder.action(action, leaseMilliseconds: lease)
      case .acknowledgement(let run, let disposition):
        message.pointee.message_case = ROBOTS__V1__WORK_RESPONSE__MESSAGE_ACKNOWLEDGEMENT
        message.pointee.acknowledgement = builder.acknowledgement(run, disposition)
      }
    }
  }
}

extension MessageBuilder {
  fileprivate func acknowledgement(
    _ run: StoreNumber,
    _ disposition: ActionResultDisposition
  ) -> UnsafeMutablePointer<Robots__V1__WorkAcknowledgement> {
    let message = message(robots__v1__work_acknowledgement__init)
    message.pointee.id = text(run.text)
    message.pointee.disposition =
      Robots__V1__ActionResultDisposition(UInt32(disposition.rawValue))
    return message
  }
}
