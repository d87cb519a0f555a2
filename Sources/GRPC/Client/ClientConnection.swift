package import HTTP2

/// Takes what a server answers to one call.
///
/// `finished` is always the last function called, exactly once.
package protocol ResponseHandler: AnyObject {
  /// The server's initial metadata; not called if the call ends without any.
  func receivedInitialMetadata(_ metadata: Metadata, _ call: ClientCall)

  /// One message; its bytes are valid only during this call.
  func received(_ message: RawSpan, _ call: ClientCall)

  /// What was sent has drained below the low-water mark: more may be sent.
  func ready(_ call: ClientCall)

  /// The call is over, by the server's word or for a reason on this side.
  func finished(_ status: Status, trailingMetadata: Metadata, _ call: ClientCall)
}

/// The client's end of one gRPC connection, without a socket and without a clock.
///
/// The owner feeds `receive`, calls `flush` after starting or sending anything and after
/// `receive` and `expire`, calls `expire` when `nextDeadline` has come, and closes its socket
/// when `isClosed`. All times are monotonic nanoseconds. Confined to one thread.
package final class ClientConnection {
  /// Starts a connection on a socket that was just connected.
  package init(limits: TransportLimits = TransportLimits(), now: UInt64) {
    fatalError("not built yet")
  }

  /// Starts a call; its messages follow with `send` and `sendEnd`.
  ///
  /// Ends with UNAVAILABLE if the connection takes no new calls. More calls than the server
  /// allows at once wait their turn. `deadlineNanoseconds` is on the clock of `now`.
  package func start(
    _ method: MethodDescriptor,
    metadata: Metadata = Metadata(),
    deadlineNanoseconds: UInt64? = nil,
    handler: any ResponseHandler,
    now: UInt64
  ) -> ClientCall {
    fatalError("not built yet")
  }

  /// Takes bytes from the socket; answers arrive at their handlers from inside.
  package func receive(_ bytes: RawSpan, now: UInt64) {
    fatalError("not built yet")
  }

  /// The peer closed the socket or it failed: every open call ends with UNAVAILABLE.
  package func connectionLost(_ reason: String) {
    fatalError("not built yet")
  }

  /// Hands out everything that can be sent now, in pieces of up to 256 KiB.
  ///
  /// `write` returns how many bytes the socket took; fewer than offered ends the flush and the
  /// rest is kept for the next one.
  package func flush(now: UInt64, _ write: (RawSpan) -> Int) {
    fatalError("not built yet")
  }

  /// Whether there may be something to flush.
  package var hasOutput: Bool { fatalError("not built yet") }

  /// Whether the connection is over and the socket can be closed.
  package var isClosed: Bool { fatalError("not built yet") }

  /// Whether a new call can be started: no GOAWAY was received and it is not closed.
  package var acceptsCalls: Bool { fatalError("not built yet") }

  /// When `expire` must be called next, or nil.
  package var nextDeadline: UInt64? { fatalError("not built yet") }

  /// Does what is due: deadlines of calls.
  package func expire(now: UInt64) {
    fatalError("not built yet")
  }

  /// Starts no new calls, lets those in flight finish, then closes.
  package func drain() {
    fatalError("not built yet")
  }
}
