package import HTTP2

/// The client's end of one gRPC connection, without a socket and without a clock.
///
/// The owner feeds `receive`, calls `flush` after starting or sending anything and after
/// `receive` and `expire`, calls `expire` when `nextDeadline` has come, and closes its socket
/// when `isClosed`. All times are monotonic nanoseconds. Confined to one thread. Before the
/// owner lets go of a connection it must call `connectionLost`.
package final class ClientConnection {
  /// Whether there is something to flush.
  package private(set) var hasOutput = true

  private let environment: SessionEnvironment
  private var sessionMade: Session?
  private var leavingReason: String?
  private var checkDue: UInt64?
  private(set) var now: UInt64

  /// Starts a connection on a socket that was just connected.
  package init(limits: TransportLimits = TransportLimits(), now: UInt64) {
    environment = SessionEnvironment(limits: limits)
    self.now = now
    sessionMade = nil
    sessionMade = Session(.client, environment: environment, owner: self, now: now)
  }

  /// The limits of this connection.
  package var limits: TransportLimits { environment.limits }

  /// The most bytes that a message has.
  package var messageByteMaximum: Int { limits.messageBytes }

  var session: Session {
    guard let sessionMade else { preconditionFailure("the session is made first of all") }
    return sessionMade
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
    self.now = now
    let call = ClientCall(method, handler, self, deadlineNanoseconds: deadlineNanoseconds)
    if let leavingReason {
      call.end(Status(.unavailable, "the server takes no new calls: \(leavingReason)"))
    } else if let deadlineNanoseconds, deadlineNanoseconds <= now {
      call.end(.deadlinePassed)
    } else {
      if let deadlineNanoseconds { check(by: deadlineNanoseconds) }
      let timeout = deadlineNanoseconds.map { $0 - now }
      session.request(
        HeaderList(ClientConnection.requestFields(method, metadata, timeout)),
        on: call.stream,
        receiver: call
      )
    }
    return call
  }

  /// Takes bytes from the socket; answers arrive at their handlers from inside.
  package func receive(_ bytes: RawSpan, now: UInt64) {
    self.now = now
    bytes.withUnsafeBytes { session.receive($0, now: now) }
  }

  /// The peer closed the socket or it failed: every open call ends with UNAVAILABLE.
  package func connectionLost(_ reason: String) {
    leavingReason = leavingReason ?? reason
    session.abort()
  }

  /// Hands out everything that can be sent now, in pieces of up to 256 KiB.
  ///
  /// `write` returns how many bytes the socket took; fewer than offered ends the flush and the
  /// rest is kept for the next one. It must not call back into the connection.
  package func flush(now: UInt64, _ write: (RawSpan) -> Int) {
    self.now = now
    hasOutput = false
    session.flush(now: now, write)
  }

  /// Whether the last flush left bytes behind: wait until the socket can be written.
  package var hasUnsentBytes: Bool { session.hasUnsentBytes }

  /// Whether the connection is over and the socket can be closed.
  package var isClosed: Bool { session.isClosed }

  /// When `expire` must be called next, or nil.
  package var nextDeadline: UInt64? {
    guard let checkDue else { return session.nextDeadline }
    return min(checkDue, session.nextDeadline ?? .max)
  }

  /// Does what is due: deadlines of calls.
  package func expire(now: UInt64) {
    self.now = now
    session.expire(now: now)
    guard let due = checkDue, due <= now else { return }
    checkDue = nil
    for position in (0..<session.streamCount).reversed() {
      (session.stream(at: position).receiver as? ClientCall)?.expire(now: now)
    }
  }

  /// Starts no new calls, lets those in flight finish, then closes.
  package func drain() {
    leavingReason = leavingReason ?? "the connection is being closed"
    session.drain(now: now)
  }

  /// Wants `expire` no later than this.
  func check(by due: UInt64) {
    checkDue = min(checkDue ?? .max, due)
  }

  /// Why calls that end now without a status do so.
  var lossReason: String { leavingReason ?? session.closeReason ?? "the connection was lost" }

  private static func requestFields(
    _ method: MethodDescriptor,
    _ metadata: Metadata,
    _ timeoutNanoseconds: UInt64?
  ) -> [HeaderList.Field] {
    var fields = [
      HeaderList.Field(":method", "POST"),
      HeaderList.Field(":scheme", "http"),
      HeaderList.Field(":path", Array(method.path.utf8)),
      HeaderList.Field(":authority", "localhost"),
      HeaderList.Field("te", "trailers"),
      HeaderList.Field("content-type", "application/grpc"),
      HeaderList.Field("user-agent", "robotd-swift"),
    ]
    if let timeoutNanoseconds {
      let text = Timeout.text(nanoseconds: timeoutNanoseconds)
      fields.append(HeaderList.Field("grpc-timeout", Array(text.utf8)))
    }
    return fields + metadata.headerFields
  }
}

extension ClientConnection: SessionOwner {
  /// A client accepts no streams.
  package func acceptStream() -> (Stream, any StreamReceiver)? { nil }

  /// Notes that there is something to flush.
  package func outputAppeared() {
    hasOutput = true
  }

  /// The server takes no new calls.
  package func peerIsLeaving(_ reason: String) {
    leavingReason = leavingReason ?? "the server is leaving, \(reason)"
  }
}
