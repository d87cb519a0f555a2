package import HTTP2

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

  /// How many calls are being served, also those whose client has gone before the answer.
  @exclusivity(unchecked) package private(set) var runningCallCount = 0

  /// No new calls are taken.
  @exclusivity(unchecked) private(set) var isDraining = false

  let transport: ServerTransport
  let intake: IntakeBudget
  var enlargedWindowBytesLeft: Int
  @exclusivity(unchecked) private(set) var now: UInt64
  @exclusivity(unchecked) private var sessionMade: Session?
  private unowned(unsafe) let owner: (any ServerConnectionOwner)?
  /// The call that looks at a message in place; it lets go when it ends, so it is not retained.
  @exclusivity(unchecked) private var borrower: Unmanaged<ServerCall>?
  @exclusivity(unchecked) private var retired: [ServerCall?] = []
  @exclusivity(unchecked) private var lingering: [ServerCall] = []
  @exclusivity(unchecked) private var checkDue: UInt64?

  init(
    transport: ServerTransport,
    peer: Peer,
    now: UInt64,
    owner: (any ServerConnectionOwner)?
  ) {
    self.transport = transport
    self.peer = peer
    self.now = now
    self.owner = owner
    intake = IntakeBudget(limit: transport.limits.heldBytes)
    enlargedWindowBytesLeft = transport.limits.enlargedWindowBytes
    sessionMade = nil
    sessionMade = Session(
      .server,
      environment: transport.environment,
      owner: self,
      now: now
    )
  }

  /// The limits of this connection.
  package var limits: TransportLimits { transport.limits }

  var session: Session {
    guard let sessionMade else { preconditionFailure("the session is made first of all") }
    return sessionMade
  }

  /// Takes bytes from the socket; calls arrive at their handlers from inside.
  package func receive(_ bytes: RawSpan, now: UInt64) {
    self.now = now
    bytes.withUnsafeBytes { bytes in
      session.receive(bytes, now: now)
      // What calls still look at in place is about to become invalid.
      borrower?._withUnsafeGuaranteedRef { $0.keepMessage() }
      borrower = nil
    }
    recycle()
  }

  /// Hands out everything that can be sent now, in pieces of up to 256 KiB.
  ///
  /// `write` returns how many bytes the socket took; fewer than offered ends the flush and the
  /// rest is kept for the next one. It must not call back into the connection.
  package func flush(now: UInt64, _ write: (RawSpan) -> Int) {
    self.now = now
    session.flush(now: now, write)
    recycle()
  }

  /// Whether the last flush left bytes behind: wait until the socket can be written.
  package var hasUnsentBytes: Bool { session.hasUnsentBytes }

  /// Whether more should be read from the socket; false while the peer does not read either.
  package var wantsInput: Bool { !session.hasUnsentBytes }

  /// Whether the connection is over: everything is said, or the peer broke the rules.
  package var isClosed: Bool { session.isClosed }

  /// Why the connection was cut off, in words for a log; nil if it was not.
  package var closeReason: String? { session.closeReason }

  /// When `expire` must be called next, or nil.
  ///
  /// It may move later without notice; an owner that wakes too early loses nothing.
  package var nextDeadline: UInt64? {
    guard let checkDue else { return session.nextDeadline }
    return min(checkDue, session.nextDeadline ?? .max)
  }

  /// Does what is due: deadlines of calls, keep-alive, slow or silent peers.
  package func expire(now: UInt64) {
    self.now = now
    session.expire(now: now)
    if let due = checkDue, due <= now { checkCalls() }
    recycle()
  }

  /// Takes no new calls, lets those in flight finish, then closes.
  ///
  /// Two GOAWAY frames a PING apart, so that no call the client has already sent is lost. Streams
  /// that wait for their client end at once, as do those that still begin.
  package func drain(now: UInt64) {
    self.now = now
    isDraining = true
    session.drain(now: now)
    forEachCall { $0.serverStops() }
    recycle()
  }

  /// Asks the gate anew about every call, since its rules have changed: streams that it lets pass
  /// no more end.
  package func judgeAgain(now: UInt64) {
    self.now = now
    forEachCall { $0.judgeAgain() }
    recycle()
  }

  /// Ends everything at once: the socket is gone or the server stops.
  package func abort() {
    session.abort()
    recycle()
  }

  /// Wants `checkCalls` to run no later than this.
  func check(by due: UInt64) {
    checkDue = min(checkDue ?? .max, due)
  }

  private func checkCalls() {
    checkDue = nil
    forEachCall { $0.expire(now: now) }
  }

  /// Does something with every call that has a stream; it may end any of them.
  private func forEachCall(_ body: (ServerCall) -> Void) {
    var position = session.streamCount
    while position > 0 {
      position -= 1
      guard position < session.streamCount else { continue }
      if let call = session.stream(at: position).receiver as? ServerCall { body(call) }
    }
  }

  /// A call looks at a message in place; at most one does at a time.
  func borrow(_ call: ServerCall) {
    if let borrower, !isBorrower(call) {
      borrower._withUnsafeGuaranteedRef { $0.keepMessage() }
    }
    borrower = Unmanaged.passUnretained(call)
  }

  private func isBorrower(_ call: ServerCall) -> Bool {
    borrower?.toOpaque() == Unmanaged.passUnretained(call).toOpaque()
  }

  /// A call's stream is gone but its handler has not finished with it.
  func linger(_ call: ServerCall) {
    lingering.append(call)
  }

  /// A call is over: its place is free.
  func callEnded(_ call: ServerCall, lingered: Bool) {
    runningCallCount -= 1
    if isBorrower(call) { borrower = nil }
    if lingered { lingering.removeAll { $0 === call } }
    retired.append(call)
  }

  private func recycle() {
    if session.isAborted, !lingering.isEmpty {
      for call in lingering { call.detach() }
      lingering.removeAll()
    }
    guard !retired.isEmpty else { return }
    for index in retired.indices { transport.giveBack(&retired[index]) }
    retired.removeAll(keepingCapacity: true)
  }
}

extension ServerConnection: SessionOwner {
  /// Gives a new stream to a call, unless too many are running.
  package func acceptStream() -> (Stream, any StreamReceiver)? {
    guard runningCallCount < limits.concurrentCalls else { return nil }
    runningCallCount += 1
    let call = transport.takeCall()
    call.begin(on: self)
    return (call.stream, call)
  }

  /// Passes on that there is something to send.
  package func outputAppeared() {
    owner?.connectionHasOutput(self)
  }

  /// A client that says goodbye needs no answer: its calls finish as they are.
  package func peerIsLeaving(_ reason: String) {}
}
