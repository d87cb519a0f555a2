import CNghttp2

/// What all sessions of one thread share: nghttp2's callbacks and options, one write buffer.
///
/// Must outlive its sessions, which hold it.
package final class SessionEnvironment {
  /// The limits its sessions keep.
  package let limits: TransportLimits

  let callbacks: OpaquePointer
  let serverOptions: OpaquePointer
  let clientOptions: OpaquePointer
  let writeBuffer: UnsafeMutableRawBufferPointer
  let blocks = BlockPool()

  /// How much is gathered before it goes to the socket.
  static let writeBytes = 256 << 10
  /// nghttp2 hands out one frame at a time, of at most this with its head.
  static let largestFrameBytes = (16 << 10) + 64

  /// Makes the shared part of the sessions with these limits.
  package init(limits: TransportLimits) {
    self.limits = limits
    callbacks = Callbacks.make()
    serverOptions = SessionEnvironment.makeOptions(isServer: true)
    clientOptions = SessionEnvironment.makeOptions(isServer: false)
    writeBuffer = .allocate(byteCount: SessionEnvironment.writeBytes, alignment: 64)
  }

  deinit {
    nghttp2_session_callbacks_del(callbacks)
    nghttp2_option_del(serverOptions)
    nghttp2_option_del(clientOptions)
    writeBuffer.deallocate()
  }

  private static func makeOptions(isServer: Bool) -> OpaquePointer {
    var made: OpaquePointer?
    guard nghttp2_option_new(&made) == 0, let options = made else { outOfMemory() }
    // Windows open as handlers take what arrived, not as it arrives.
    nghttp2_option_set_no_auto_window_update(options, 1)
    // `MessageRules` judges messages; nghttp2's own checks refuse stock gRPC clients.
    nghttp2_option_set_no_http_messaging(options, 1)
    // Closed streams would be kept for a priority tree that nobody uses.
    nghttp2_option_set_no_closed_streams(options, 1)
    // The preface is read before a session is made.
    if isServer { nghttp2_option_set_no_recv_client_magic(options, 1) }
    // Looser than our own count of resets, which knows also what was earned.
    nghttp2_option_set_stream_reset_rate_limit(options, 2_000, 200)
    nghttp2_option_set_max_continuations(options, 8)
    nghttp2_option_set_max_outbound_ack(options, 256)
    nghttp2_option_set_max_settings(options, 32)
    nghttp2_option_set_max_reserved_remote_streams(options, 0)
    return options
  }
}

/// Ends the process: a few bytes at the start of a session could not be had.
func outOfMemory() -> Never {
  fatalError("out of memory while making an HTTP/2 session")
}
