package import Protobuf
package import RobotModel

/// A request of `robots.v1` in the terms of the model.
///
/// It comes into being only whole: a request that breaks the interface's form is refused with
/// every offending field. What needs the store to be judged is left to the engine.
package protocol RequestMessage: SendableMetatype {
  /// Whether it is a `ChangeRequest`; known to the compiler, while asking the runtime for the
  /// conformance of every type would be an eighth of a start.
  static var isChange: Bool { get }

  /// Reads the request; the arena is used meanwhile and empty again afterwards.
  init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError)

  /// The ids by which a repeat is known; none of a request that changes nothing.
  var identity: RequestIdentity { get }
}

extension RequestMessage {
  /// A question carries no id.
  package var identity: RequestIdentity { RequestIdentity() }
}

/// A request that changes something, and so may carry an id by which a repeat is known.
package protocol ChangeRequest: RequestMessage {
  /// The ids that make a repeat of this request safe.
  var identity: RequestIdentity { get set }
}

extension RequestMessage {
  /// A request only asks, unless it says otherwise.
  package static var isChange: Bool { false }
}

extension ChangeRequest {
  /// A request of this kind changes something.
  package static var isChange: Bool { true }
}

/// The ids under which an answer is remembered, with what tells a repeat from a reuse (S-32).
///
/// A request that only asks for a check has no identity: it leaves nothing to remember.
package struct RequestIdentity: Hashable, Sendable {
  /// Scoped by the caller's uid; empty for none.
  package var requestID: String
  /// Scoped by the caller's source; empty for none.
  package var eventID: String
  /// The request without its request id, in one form for all equal requests, whatever order their
  /// maps were sent in; empty where there is no id.
  package var canonicalBytes: [UInt8]
  /// The request only asks for a check and changes nothing.
  package var isCheckOnly: Bool

  /// Names a request.
  package init(
    requestID: String = "",
    eventID: String = "",
    canonicalBytes: [UInt8] = [],
    isCheckOnly: Bool = false
  ) {
    self.isCheckOnly = isCheckOnly
    self.requestID = requestID
    self.eventID = eventID
    self.canonicalBytes = canonicalBytes
  }

  /// Whether the request carries no id at all.
  package var isEmpty: Bool { requestID.isEmpty && eventID.isEmpty }
}
