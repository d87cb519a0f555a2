import GRPC
import RobotClient

/// What was looked at is not as it should be.
struct FindingsError: Error, CustomStringConvertible {
  let count: Int

  var description: String { count == 1 ? "1 finding" : "\(count) findings" }
}

/// How robotctl ends.
enum ExitCode: Int32 {
  case done = 0
  case failed = 1
  case usage = 2
  case notFound = 3
  case permission = 4
  case invalidArgument = 5
  /// A precondition, a stale etag, or something that exists already.
  case refused = 6
  case unavailable = 7
  case deadline = 8
  /// What was looked at is not as it should be.
  case findings = 9

  /// The code for what a command threw.
  init(_ error: any Error) {
    switch error {
    case is UsageError: self = .usage
    case is FindingsError: self = .findings
    case is ChannelError: self = .unavailable
    case let error as CallError: self.init(status: error.status.code)
    default: self = .failed
    }
  }

  private init(status: StatusCode) {
    switch status {
    case .notFound: self = .notFound
    case .permissionDenied, .unauthenticated: self = .permission
    case .invalidArgument, .outOfRange: self = .invalidArgument
    case .failedPrecondition, .aborted, .alreadyExists: self = .refused
    case .unavailable: self = .unavailable
    case .deadlineExceeded: self = .deadline
    default: self = .failed
    }
  }
}
