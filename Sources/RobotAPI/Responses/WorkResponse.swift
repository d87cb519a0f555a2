package import Protobuf
package import RobotModel

/// One message to a worker.
package enum WorkResponse: ResponseMessage {
  /// The hello was accepted; leases are to be renewed within so many milliseconds.
  case welcome(leaseMilliseconds: Int64)
  /// Something to do.
  case action(Action, leaseMilliseconds: Int64)
  /// What became of a result.
  case acknowledgement(id: String, ActionResultDisposition)

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    write(into: &buffer) { writer in
      switch self {
      case .welcome(let lease):
        writer.message(1) { $0.duration(1, milliseconds: lease) }
      case .action(let action, let lease):
        writer.message(2) { $0.action(action, leaseMilliseconds: lease) }
      case .acknowledgement(let id, let disposition):
        writer.message(3) { writer in
          writer.text(1, id)
          writer.number(2, UInt64(disposition.rawValue))
        }
      }
    }
  }
}
