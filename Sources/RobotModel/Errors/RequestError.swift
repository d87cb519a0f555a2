/// Why a request was refused, in the terms of the interface.
///
/// Nothing has changed.
package struct RequestError: Error, Hashable, Sendable {
  /// The kind of refusal; each becomes one gRPC status.
  package enum Code: UInt8, Hashable, Sendable {
    /// The request alone breaks a rule: `violations` name every offending field.
    case invalidArgument
    case notFound
    case alreadyExists
    case permissionDenied
    /// The state does not allow it: in use, a cycle, a wrong mode.
    case failedPrecondition
    /// A stale etag, or another such call runs.
    case aborted
    /// A capacity is used up; the message names the limit.
    case resourceExhausted
    /// A page token or sequence that is no longer kept.
    case outOfRange
    case unimplemented
    case unavailable
  }

  /// One offending field.
  package struct Violation: Hashable, Sendable {
    /// The path in the request: `robot.timing.after.count`.
    package var field: String
    /// What is wrong and what would be right.
    package var description: String

    /// Names a field and what is wrong with it.
    package init(field: String, description: String) {
      self.field = field
      self.description = description
    }
  }

  package var code: Code
  /// For programs, in UPPER_SNAKE: `STALE_ETAG`.
  package var reason: String
  /// For people: the field, the value and what would be right.
  package var message: String
  package var violations: [Violation]
  /// Facts for programs: the limit, the counts.
  ///
  /// In the order of writing.
  package var metadata: [Detail]

  /// One fact for programs.
  package struct Detail: Hashable, Sendable {
    package var key: String
    package var value: String

    /// Names a fact.
    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Describes a refusal.
  package init(
    _ code: Code,
    reason: String,
    message: String,
    violations: [Violation] = [],
    metadata: [Detail] = []
  ) {
    self.code = code
    self.reason = reason
    self.message = message
    self.violations = violations
    self.metadata = metadata
  }
}

extension RequestError {
  /// The request alone breaks rules; `violations` is not empty.
  package static func invalid(_ violations: [Violation]) -> RequestError {
    precondition(!violations.isEmpty)
    let first = violations[0]
    let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
    return RequestError(
      .invalidArgument,
      reason: "INVALID_ARGUMENT",
      message: "\(first.field): \(first.description)\(more)",
      violations: violations
    )
  }

  /// One offending field.
  package static func invalid(_ field: String, _ description: String) -> RequestError {
    .invalid([Violation(field: field, description: description)])
  }

  /// There is no such thing.
  package static func notFound(_ what: String, _ id: String) -> RequestError {
    RequestError(
      .notFound,
      reason: "NOT_FOUND",
      message: "there is no \(what) \"\(id)\"",
      metadata: [Detail("resource", what), Detail("id", id)]
    )
  }

  /// The id is taken.
  package static func alreadyExists(_ what: String, _ id: String) -> RequestError {
    RequestError(
      .alreadyExists,
      reason: "ALREADY_EXISTS",
      message: "there is a \(what) \"\(id)\" already",
      metadata: [Detail("resource", what), Detail("id", id)]
    )
  }

  /// The thing has changed since the caller read it.
  package static func staleEtag(_ what: String, _ id: String, current: String) -> RequestError {
    RequestError(
      .aborted,
      reason: "STALE_ETAG",
      message: "\(what) \"\(id)\" has changed meanwhile; read it again",
      metadata: [Detail("resource", what), Detail("id", id), Detail("etag", current)]
    )
  }

  /// A capacity of `Limits` is used up.
  package static func limit(_ name: String, _ maximum: Int, _ message: String) -> RequestError {
    RequestError(
      .resourceExhausted,
      reason: "LIMIT_EXCEEDED",
      message: message,
      metadata: [Detail("limit", name), Detail("maximum", "\(maximum)")]
    )
  }

  /// The state does not allow it.
  package static func unmet(
    _ reason: String,
    _ message: String,
    metadata: [Detail] = []
  ) -> RequestError {
    RequestError(.failedPrecondition, reason: reason, message: message, metadata: metadata)
  }
}
