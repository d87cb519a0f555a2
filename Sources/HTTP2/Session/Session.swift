import CNghttp2

/// One end of an HTTP/2 connection on nghttp2: bytes in, events and bytes out.
///
/// It has no socket and no clock. The owner passes received bytes to `receive`, which calls
/// the streams' receivers from inside; calls `flush`, which hands out bytes to write; and calls
/// `expire` when `nextDeadline` has come. All times are monotonic nanoseconds.
///
/// A server's nghttp2 session, which costs 13 KiB, is made only after the whole 24-byte preface
/// has been seen. Confined to one thread. The owner must outlive the session and must call
/// `abort` before it lets go of it.
package final class Session {
  /// Which end of the connection this is.
  package enum Role {
    case server, client
  }

  /// Which end of the connection this is.
  package let role: Role

  /// The limits of this connection.
  package let limits: TransportLimits

  let environment: SessionEnvironment
  unowned(unsafe) let owner: any SessionOwner

  @exclusivity(unchecked) var handle: OpaquePointer?
  @exclusivity(unchecked) var now: UInt64
  @exclusivity(unchecked) var live: [Stream] = []
  /// The open stream that was last looked up, and its number.
  var current: Unmanaged<Stream>?
  var currentID: Int32 = 0
  var highestStreamID: Int32 = 0
  var highestAnnouncedID: Int32 = 0

  @exclusivity(unchecked) var walker = FrameWalker()
  @exclusivity(unchecked) var floods: FloodMeter
  @exclusivity(unchecked) var timers: SessionTimers
  var prefaceCount = 0

  @exclusivity(unchecked) var unsent = ByteQueue()
  var queuedByteCount = 0
  var unconsumedByteCount = 0
  var drainedStreams: [Stream] = []

  var isBusy = false
  var hasOutputNoted = false
  var abortsWhenIdle = false
  var isLeaving = false

  /// Whether `abort` has taken effect.
  package private(set) var isAborted = false

  /// Why the connection was cut off, in words for a log; nil if it was not.
  package internal(set) var closeReason: String?

  /// Starts one end of a connection that was just made.
  package init(
    _ role: Role,
    environment: SessionEnvironment,
    owner: any SessionOwner,
    now: UInt64
  ) {
    self.role = role
    limits = environment.limits
    self.environment = environment
    self.owner = owner
    self.now = now
    floods = FloodMeter(limits: environment.limits.floods)
    timers = SessionTimers(limits: environment.limits, isServer: role == .server, now: now)
    if role == .client { open() }
  }

  deinit {
    precondition(handle == nil, "a session must be aborted before it is let go")
  }

  /// How many streams are open.
  package var streamCount: Int { live.count }

  /// The stream at a position below `streamCount`; the order changes when a stream closes.
  package func stream(at position: Int) -> Stream { live[position] }

  /// Bytes that wait for the peer to read them.
  package var unsentByteCount: Int { queuedByteCount + unsent.count }

  /// Whether the last flush left bytes behind because the socket was full.
  package var hasUnsentBytes: Bool { unsent.count > 0 }

  /// Whether the connection is over: close the socket and call `abort`.
  package var isClosed: Bool {
    if isAborted { return true }
    guard let handle else { return closeReason != nil }
    if timers.isFarewellOver(now) { return true }
    return nghttp2_session_want_read(handle) == 0 && nghttp2_session_want_write(handle) == 0
      && unsent.count == 0
  }

  /// Takes bytes from the socket.
  package func receive(_ bytes: UnsafeRawBufferPointer, now: UInt64) {
    precondition(!isBusy, "a session cannot receive while it is at work")
    guard !isAborted, closeReason == nil else { return }
    self.now = now
    timers.heard(at: now)
    floods.advance(to: now)
    var bytes = bytes
    if handle == nil {
      guard let rest = takePreface(bytes) else { return }
      bytes = rest
    }
    isBusy = true
    if role == .client || walker.walk(bytes, now: now, visit: { charge($0) }) { feed(bytes) }
    isBusy = false
    if abortsWhenIdle { abort() }
    noteOutput()
  }

  /// Ends everything at once: every open stream is closed, nothing more is sent.
  package func abort() {
    guard !isAborted else { return }
    guard !isBusy else {
      abortsWhenIdle = true
      return
    }
    isAborted = true
    let streams = live
    for stream in streams { close(stream, .cancel) }
    current = nil
    drainedStreams.removeAll()
    unsent.removeAll()
    if let handle { nghttp2_session_del(handle) }
    handle = nil
  }

  /// Tells the owner, once until the next flush, that there is something to send.
  func noteOutput() {
    guard !hasOutputNoted, !isAborted else { return }
    guard let handle else { return }
    guard nghttp2_session_want_write(handle) != 0 || unsent.count > 0 else { return }
    hasOutputNoted = true
    owner.outputAppeared()
  }

  /// Tells the peer why and ends the connection.
  func cutOff(_ code: ErrorCode, _ reason: String) {
    guard closeReason == nil else { return }
    closeReason = reason
    timers.startFarewell(at: now)
    guard let handle else { return }
    // The first GOAWAY carries the reason, the second one makes nghttp2 end the session.
    let last = nghttp2_session_get_last_proc_stream_id(handle)
    _ = Array(reason.utf8).withUnsafeBufferPointer {
      nghttp2_submit_goaway(handle, 0, last, code.rawValue, $0.baseAddress, $0.count)
    }
    _ = nghttp2_session_terminate_session(handle, code.rawValue)
  }

  private func feed(_ bytes: UnsafeRawBufferPointer) {
    guard let handle, bytes.count > 0 else { return }
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let taken = nghttp2_session_mem_recv(handle, start, bytes.count)
    if taken < 0 {
      let code: ErrorCode =
        taken == Int(NGHTTP2_ERR_FLOODED.rawValue) ? .enhanceYourCalm : .protocolError
      cutOff(code, String(cString: nghttp2_strerror(Int32(taken))))
    }
    if unconsumedByteCount > 0 {
      _ = nghttp2_session_consume_connection(handle, unconsumedByteCount)
      unconsumedByteCount = 0
    }
  }
}
