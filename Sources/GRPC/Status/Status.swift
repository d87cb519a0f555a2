/// How a call ended: a code, a sentence for people, and details for programs.
package struct Status: Sendable, Equatable, Error {
  /// The outcome.
  package var code: StatusCode

  /// A sentence for people; any Unicode text, percent-encoded on the wire.
  package var message: String

  /// The serialised `google.rpc.Status` with typed details, or nothing.
  ///
  /// It travels as `grpc-status-details-bin`. Whoever makes it repeats the code and message.
  package var details: [UInt8]

  /// Makes a status; `details` is a serialised `google.rpc.Status` or empty.
  package init(_ code: StatusCode, _ message: String = "", details: [UInt8] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// The success every good call ends with.
  package static let ok = Status(.ok)

  /// Whether the call succeeded.
  package var isOK: Bool { code == .ok }
}

extension Status: CustomStringConvertible {
  /// The code's name and the message, such as `NOT_FOUND: no robot "r1"`.
  package var description: String {
    message.isEmpty ? code.name : "\(code.name): \(message)"
  }
}
