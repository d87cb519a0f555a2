/// Answers a method that takes one message and gives one.
///
/// One object serves every call of its method.
package protocol UnaryHandler: AnyObject {
  /// Handles one request.
  ///
  /// The message's bytes are valid only during this call. The answer, `send` once and `finish`
  /// once, may come now or any time later, in any order among calls, also after the client has
  /// gone: then both do nothing. Every call must be finished: until then it takes one of
  /// its connection's places.
  func handle(_ message: RawSpan, _ call: ServerCall)
}

/// Serves one call of a method that streams in at least one direction.
///
/// A factory makes one object per call. After `cancelled` no other function is called and
/// `send` and `finish` do nothing. Unless cancelled, the handler must finish the call.
package protocol StreamHandler: AnyObject {
  /// Takes one message; its bytes are valid only during this call.
  func received(_ message: RawSpan, _ call: ServerCall)

  /// The client has sent its last message.
  func receivedEnd(_ call: ServerCall)

  /// What was sent has drained below the low-water mark: more may be sent.
  func ready(_ call: ServerCall)

  /// The client reset the call, its deadline passed, or the connection is gone.
  func cancelled(_ call: ServerCall)

  /// The server takes no new calls and waits for those in flight: one that waits for its client
  /// finishes now, with ``Status/stopping``. Without an implementation the call goes on.
  func serverStops(_ call: ServerCall)

  /// The gate lets this call pass no more: it finishes now, with this status, behind the answers to
  /// what was done before. Called only for a call that has handed over a message or streams in.
  func end(_ call: ServerCall, with status: Status)
}

extension StreamHandler {
  package func serverStops(_ call: ServerCall) {}
}

/// The one gate through which every call of a table passes before its handler sees it.
package protocol CallGate: AnyObject {
  /// Answers nil to let the call pass, else the status to refuse it with.
  ///
  /// Method, metadata, peer and deadline can be read here and the context can be set. Asked again
  /// when the rules have changed (``ServerConnection/judgeAgain(now:)``).
  func refusal(of call: ServerCall) -> Status?
}
