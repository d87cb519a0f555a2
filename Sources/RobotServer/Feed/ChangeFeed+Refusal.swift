import GRPC
import Journal
import Protobuf
import RobotAPI
import RobotModel

extension ChangeFeed {
  /// Why changes cannot be told of, or no further.
  enum Refusal: Error {
    /// The client can do something about it.
    case request(RequestError)
    /// The journal cannot be read.
    case unreadable(String)

    init(_ error: JournalFollowError) {
      switch error {
      case .passed(let oldest):
        self = .request(
          RequestError(
            .outOfRange,
            reason: "CHANGES_NOT_KEPT",
            message: "changes are kept from sequence number \(oldest) on; begin with a snapshot",
            metadata: [.init("oldest_sequence", "\(oldest)")]
          )
        )
      case .ahead(let last):
        self = .request(
          RequestError(
            .outOfRange,
            reason: "CURSOR_AHEAD",
            message: "the last change has sequence number \(last): the cursor is of a history "
              + "that was lost; begin with a snapshot",
            metadata: [.init("last_sequence", "\(last)")]
          )
        )
      case .otherHistory:
        self = .request(
          RequestError(
            .outOfRange,
            reason: "OTHER_HISTORY",
            message: "another change stands there now: the cursor is of a history that was "
              + "lost; begin with a snapshot"
          )
        )
      case .unreadable(let reason): self = .unreadable(reason)
      }
    }

    /// What the stream ends with.
    func status(with arena: Arena) -> Status {
      switch self {
      case .request(let error): Status(error, with: arena)
      case .unreadable(let reason): Status(.dataLoss, "changes end here: \(reason)")
      }
    }
  }
}
