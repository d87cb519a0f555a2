// How a refusal travels (S-30): a gRPC status code, a sentence, and a google.rpc.Status with
// details for programs:
//
//     ErrorInfo            always: the reason, and the facts that belong to it
//     BadRequest           the offending fields, where the request alone is wrong
//     ResourceInfo         the thing that is missing, there already, or has changed
//     PreconditionFailure  what the state of the store forbids
//     RetryInfo            where trying again may help
//
// All of it must fit into the trailers that stock clients accept, so it is cut to size: texts are
// shortened, and violations that do not fit are left out.

import CProtobufC
import CRobotsProto
package import Protobuf
package import RobotModel

/// A refusal in the form in which it is sent.
package struct RequestStatus: Hashable, Sendable {
  /// The number of the gRPC status code.
  package let code: Int
  /// For people, at most 512 bytes.
  package let message: String
  /// The serialized `google.rpc.Status`, at most 3 KiB.
  package let details: [UInt8]

  /// Puts a refusal into its form; the arena is used meanwhile and empty again afterwards.
  package init(_ error: RequestError, with arena: Arena) {
    defer { arena.reset() }
    code = error.code.statusCode
    message = error.message.shortened(toByteCount: Limits.statusMessageByteCount)
    let builder = MessageBuilder(arena: arena)
    let status = builder.status(error, code: code, message: message)
    var details: [UInt8] = []
    Packing.pack(status.asMessage, appendingTo: &details)
    self.details = details
  }
}

extension RequestError.Code {
  /// The number of the gRPC status code.
  fileprivate var statusCode: Int {
    switch self {
    case .invalidArgument: 3
    case .notFound: 5
    case .alreadyExists: 6
    case .permissionDenied: 7
    case .resourceExhausted: 8
    case .failedPrecondition: 9
    case .aborted: 10
    case .outOfRange: 11
    case .unimplemented: 12
    case .unavailable: 14
    }
  }
}

extension RequestError {
  /// A fact for programs by its key; empty if there is none.
  fileprivate func fact(_ key: String) -> String {
    metadata.first { $0.key == key }?.value ?? ""
  }

  /// Whether the same request may succeed soon.
  fileprivate var isPassing: Bool {
    code == .unavailable || code == .aborted && reason != Self.staleEtagReason
  }

  private static let staleEtagReason = "STALE_ETAG"
}

extension MessageBuilder {
  fileprivate func status(
    _ error: RequestError,
    code: Int,
    message text: String
  ) -> UnsafeMutablePointer<Google__Rpc__Status> {
    let message = message(google__rpc__status__init)
    message.pointee.code = Int32(code)
    message.pointee.message = self.text(text)
    var details = [any("google.rpc.ErrorInfo", errorInfo(error).asMessage)]
    if !error.fact("resource").isEmpty {
      details.append(any("google.rpc.ResourceInfo", resourceInfo(error).asMessage))
    }
    if error.code == .failedPrecondition {
      details.append(any("google.rpc.PreconditionFailure", unmet(error).asMessage))
    }
    if error.isPassing {
      details.append(any("google.rpc.RetryInfo", retryInfo().asMessage))
    }
    if !error.violations.isEmpty {
      let taken = details.reduce(text.utf8.count) { $0 + $1.pointee.value.len + Self.overhead }
      let room = Limits.statusDetailsByteCount - taken - Self.overhead
      details.append(any("google.rpc.BadRequest", badRequest(error, room: room).asMessage))
    }
    (message.pointee.n_details, message.pointee.details) = list(details) { $0 }
    return message
  }

  /// What a detail takes beside its own bytes: its type's name, tags and lengths.
  private static let overhead = 64

  /// One text of a detail; a longer one says nothing more.
  private static let longestText = 128

  /// Facts beyond these are not told.
  private static let mostFacts = 8

  private func shortText(_ text: String) -> UnsafeMutablePointer<CChar> {
    self.text(text.shortened(toByteCount: Self.longestText))
  }

  private func any(
    _ type: String,
    _ content: UnsafePointer<ProtobufCMessage>
  ) -> UnsafeMutablePointer<Google__Protobuf__Any> {
    let message = message(google__protobuf__any__init)
    message.pointee.type_url = text("type.googleapis.com/\(type)")
    var bytes: [UInt8] = []
    Packing.pack(content, appendingTo: &bytes)
    message.pointee.value = arena.bytes(bytes)
    return message
  }

  private func errorInfo(_ error: RequestError) -> UnsafeMutablePointer<Google__Rpc__ErrorInfo> {
    let message = message(google__rpc__error_info__init)
    message.pointee.reason = text(error.reason)
    message.pointee.domain = text("robots.v1")
    (message.pointee.n_metadata, message.pointee.metadata) =
      list(Array(error.metadata.prefix(Self.mostFacts))) { fact in
        let entry = self.message(google__rpc__error_info__metadata_entry__init)
        entry.pointee.key = shortText(fact.key)
        entry.pointee.value = shortText(fact.value)
        return entry
      }
    return message
  }

  private func resourceInfo(
    _ error: RequestError
  ) -> UnsafeMutablePointer<Google__Rpc__ResourceInfo> {
    let message = message(google__rpc__resource_info__init)
    message.pointee.resource_type = shortText(error.fact("resource"))
    message.pointee.resource_name = shortText(error.fact("id"))
    return message
  }

  private func unmet(
    _ error: RequestError
  ) -> UnsafeMutablePointer<Google__Rpc__PreconditionFailure> {
    let message = message(google__rpc__precondition_failure__init)
    (message.pointee.n_violations, message.pointee.violations) = list([error]) { error in
      let violation = self.message(google__rpc__precondition_failure__violation__init)
      violation.pointee.type = text(error.reason)
      violation.pointee.subject = shortText(error.fact("id"))
      violation.pointee.description =
        text(error.message.shortened(toByteCount: Limits.statusMessageByteCount))
      return violation
    }
    return message
  }

  private func retryInfo() -> UnsafeMutablePointer<Google__Rpc__RetryInfo> {
    let message = message(google__rpc__retry_info__init)
    message.pointee.retry_delay = duration(milliseconds: 1000)
    return message
  }

  private func badRequest(
    _ error: RequestError,
    room: Int
  ) -> UnsafeMutablePointer<Google__Rpc__BadRequest> {
    let message = message(google__rpc__bad_request__init)
    var violations: [UnsafeMutablePointer<Google__Rpc__BadRequest__FieldViolation>] = []
    var left = room
    for violation in error.violations {
      let part = fieldViolation(violation)
      left -= Packing.byteCount(of: part.asMessage) + 4
      if left < 0 { break }
      violations.append(part)
    }
    (message.pointee.n_field_violations, message.pointee.field_violations) =
      list(violations) { $0 }
    return message
  }

  private func fieldViolation(
    _ violation: RequestError.Violation
  ) -> UnsafeMutablePointer<Google__Rpc__BadRequest__FieldViolation> {
    let message = message(google__rpc__bad_request__field_violation__init)
    message.pointee.field = shortText(violation.field)
    message.pointee.description =
      text(violation.description.shortened(toByteCount: 2 * Self.longestText))
    return message
  }
}

extension String {
  /// The text itself, or its beginning and "…" where it is longer than so many bytes.
  fileprivate func shortened(toByteCount limit: Int) -> String {
    if utf8.count <= limit { return self }
    let ellipsis = "…"
    var end = utf8.index(startIndex, offsetBy: limit - ellipsis.utf8.count)
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return self[..<end] + ellipsis
  }
}
