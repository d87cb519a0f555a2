import CRobotsProto
package import Protobuf
package import RobotModel

/// A part of an answer to those who watch changes.
///
/// In the wire format messages that are put one behind the other are one message: changes are
/// encoded one by one, so that an answer can be sent before it is too long, and what tells of all
/// of them is the last part.
package enum WatchChangesResponse: ResponseMessage {
  /// One change.
  case change(Change)
  /// Where the changes before it stand.
  case place(Place)

  /// How far the answer tells, and when its changes were made.
  package struct Place: Hashable, Sendable {
    /// Nil while more of the same batch or of the snapshot follows.
    package var cursor: ChangeCursor?
    /// The batch's number.
    package var sequence: UInt64
    /// Nil where nothing changed.
    package var time: Instant?
    package var isCaughtUp: Bool
    package var isSnapshot: Bool

    /// Describes a place.
    package init(
      cursor: ChangeCursor?,
      sequence: UInt64,
      time: Instant? = nil,
      isCaughtUp: Bool = false,
      isSnapshot: Bool = false
    ) {
      self.cursor = cursor
      self.sequence = sequence
      self.time = time
      self.isCaughtUp = isCaughtUp
      self.isSnapshot = isSnapshot
    }
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__watch_changes_response__init, into: &buffer, with: arena) {
      message,
      builder in
      switch self {
      case .change(let change):
        (message.pointee.n_changes, message.pointee.changes) =
          builder.list([change]) { builder.change($0) }
      case .place(let place):
        message.pointee.cursor = builder.text(place.cursor?.text ?? "")
        message.pointee.sequence = Int64(clamping: place.sequence)
        message.pointee.time = builder.timestamp(place.time)
        message.pointee.caught_up = place.isCaughtUp ? 1 : 0
        message.pointee.snapshot = place.isSnapshot ? 1 : 0
      }
    }
  }
}
