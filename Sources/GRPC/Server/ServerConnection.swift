/// Whoever holds the socket of a server connection.
package protocol ServerConnectionOwner: AnyObject {
  /// The connection, which had nothing to send, now has: call `flush` before waiting again.
  ///
  /// Called at most once between two flushes, possibly from inside `receive` or `expire`.
  func connectionHasOutput(_ connection: ServerConnection)
}

/// The server's end of one gRPC connection, without a socket and without a clock.
///
/// The owner feeds `receive`, calls `flush` when there is output, `expire` when `nextDeadline`
/// has come, and closes its socket when `isClosed`. All times are monotonic nanoseconds.
/// Confined to one thread. Before the owner lets go of a connection it must call `abort`.
package final class ServerConnection {
  /// The process at the other end.
  package let peer: Peer

  /// A place for the owner's own data, such as its socket.
  package var context: AnyObject?

  init(
    transport: ServerTransport,
    peer: Peer,
    now: UInt64,
    owner: (any ServerConnectionOwner)?
  ) {
    self.peer = peer
  }

  /// Takes bytes from the socket; calls arrive at their handlers from inside.
  package func receive(_ bytes: RawSpan, now: UInt64) {
    fatalError("not built yet")
  }

  /// Hands out everything that can be sent now, in pieces of up to 256 KiB.
  ///
  /// `write` returns how many bytes the socket took; fewer than offered ends the flush and the
  /// rest is kept for the next one.
  package func flush(now: UInt64, _ write: (RawSpan) -> Int) {
    fatalError("not built yet")
  }

  /// Whether the last flush left bytes behind: wait until the socket can be written.
  package var hasUnsentBytes: Bool { fatalError("not built yet") }

  /// Whether the connection is over: everything is said, or the peer broke the rules.
  package var isClosed: Bool { fatalError("not built yet") }

  /// Why the connection was cut off, in words for a log; nil if it was not.
  package var closeReason: String? { fatalError("not built yet") }

  /// How many calls are being served, also those whose client has gone before the answer.
  package var runningCallCount: Int { fatalError("not built yet") }

  /// When `expire` must be called next, or nil.
  ///
  /// It may move later without notice; an owner that wakes too early loses nothing.
  package var nextDeadline: UInt64? { fatalError("not built yet") }

  /// Does what is due: deadlines of calls, keep-alive, slow or silent peers.
  package func expire(now: UInt64) {
    fatalError("not built yet")
  }

  /// Takes no new calls, lets those in flight finish, then closes.
  ///
  /// Two GOAWAY frames a PING apart, so that no call the client has already sent is lost.
  package func drain(now: UInt64) {
    fatalError("not built yet")
  }

  /// Ends everything at once: the socket is gone or the server stops.
  package func abort() {
    fatalError("not built yet")
  }
}
