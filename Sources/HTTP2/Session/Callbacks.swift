import CNghttp2

/// The C functions nghttp2 calls; each finds its session and passes on to it.
///
/// They capture nothing: the session comes back as the user data. It is not retained on the
/// way, as it cannot go while nghttp2 works for it.
enum Callbacks {
  /// What a callback returns to have the rest of a header block ignored.
  static let ignoreBlock = NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
  /// What a callback returns to have nghttp2 stop at once.
  static let stop = NGHTTP2_ERR_CALLBACK_FAILURE.rawValue

  static func make() -> OpaquePointer {
    var made: OpaquePointer?
    guard nghttp2_session_callbacks_new(&made) == 0, let callbacks = made else { outOfMemory() }
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, frame, user in
      guard let frame else { return Callbacks.stop }
      return withSession(user) {
        $0.headersBegan(
          frame.pointee.hd.stream_id,
          isRequest: frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST
        )
      }
    }
    nghttp2_session_callbacks_set_on_header_callback(callbacks) {
      _,
      frame,
      name,
      nameCount,
      value,
      valueCount,
      _,
      user in
      guard let frame else { return Callbacks.stop }
      return withSession(user) {
        $0.fieldArrived(
          frame.pointee.hd.stream_id,
          UnsafeRawBufferPointer(start: name, count: nameCount),
          UnsafeRawBufferPointer(start: value, count: valueCount)
        )
      }
    }
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, user in
      guard let frame else { return Callbacks.stop }
      return withSession(user) { $0.frameArrived(frame) }
    }
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) {
      _,
      _,
      streamID,
      bytes,
      count,
      user in
      withSession(user) {
        $0.bodyArrived(streamID, UnsafeRawBufferPointer(start: bytes, count: count))
      }
    }
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) {
      _,
      streamID,
      code,
      user in
      withSession(user) {
        $0.streamClosed(streamID, ErrorCode(rawValue: code))
        return 0
      }
    }
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks) { _, frame, user in
      guard let frame else { return Callbacks.stop }
      return withSession(user) { $0.frameLeft(frame) }
    }
    nghttp2_session_callbacks_set_on_frame_not_send_callback(callbacks) { _, frame, _, user in
      guard let frame else { return Callbacks.stop }
      return withSession(user) { $0.frameFailed(frame) }
    }
    return callbacks
  }
}

@inline(__always)
private func withSession(
  _ user: UnsafeMutableRawPointer?,
  _ body: (Session) -> Int32
) -> Int32 {
  guard let user else { return Callbacks.stop }
  return Unmanaged<Session>.fromOpaque(user)._withUnsafeGuaranteedRef { body($0) }
}
