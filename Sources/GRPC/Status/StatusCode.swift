/// The seventeen outcomes a gRPC call can have, with the numbers the wire uses.
package enum StatusCode: Int, Sendable, CaseIterable {
  /// The call succeeded.
  case ok = 0
  /// The caller withdrew the call.
  case cancelled = 1
  /// The reason is not known.
  case unknown = 2
  /// The request is wrong whatever the state of the service.
  case invalidArgument = 3
  /// The caller's deadline passed first.
  case deadlineExceeded = 4
  /// What the request names does not exist.
  case notFound = 5
  /// What the request would create exists already.
  case alreadyExists = 6
  /// The caller is known and may not do this.
  case permissionDenied = 7
  /// A limit was reached.
  case resourceExhausted = 8
  /// The state of the service does not allow this now.
  case failedPrecondition = 9
  /// A concurrent change won; trying again may help.
  case aborted = 10
  /// A position lies beyond the valid range.
  case outOfRange = 11
  /// The service does not have this method or cannot do what it asks.
  case unimplemented = 12
  /// An invariant of the service or of the protocol is broken.
  case `internal` = 13
  /// The service cannot be reached now; trying again may help.
  case unavailable = 14
  /// Data is lost or damaged.
  case dataLoss = 15
  /// The caller is not known.
  case unauthenticated = 16

  /// The name in the form of the gRPC documentation, such as `NOT_FOUND`.
  package var name: String {
    switch self {
    case .ok: "OK"
    case .cancelled: "CANCELLED"
    case .unknown: "UNKNOWN"
    case .invalidArgument: "INVALID_ARGUMENT"
    case .deadlineExceeded: "DEADLINE_EXCEEDED"
    case .notFound: "NOT_FOUND"
    case .alreadyExists: "ALREADY_EXISTS"
    case .permissionDenied: "PERMISSION_DENIED"
    case .resourceExhausted: "RESOURCE_EXHAUSTED"
    case .failedPrecondition: "FAILED_PRECONDITION"
    case .aborted: "ABORTED"
    case .outOfRange: "OUT_OF_RANGE"
    case .unimplemented: "UNIMPLEMENTED"
    case .internal: "INTERNAL"
    case .unavailable: "UNAVAILABLE"
    case .dataLoss: "DATA_LOSS"
    case .unauthenticated: "UNAUTHENTICATED"
    }
  }
}
