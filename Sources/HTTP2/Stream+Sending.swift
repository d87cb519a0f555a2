import CNghttp2

extension Stream {
  /// Sends the head of a response; its body follows by `write` and `end`.
  package func respond(_ headers: HeaderList) {
    guard let session, !isHeadSubmitted, !isReset else { return }
    isHeadSubmitted = true
    var provider = provider
    session._withUnsafeGuaranteedRef { session in
      _ = nghttp2_submit_response(
        session.handle,
        id,
        headers.pairs.baseAddress,
        headers.count,
        &provider
      )
      session.noteOutput()
    }
  }

  /// Sends a response that is nothing but its head.
  package func respondAndEnd(_ headers: HeaderList) {
    guard let session, !isHeadSubmitted, !isReset else { return }
    isHeadSubmitted = true
    isLocalEnded = true
    session._withUnsafeGuaranteedRef { session in
      _ = nghttp2_submit_response(
        session.handle,
        id,
        headers.pairs.baseAddress,
        headers.count,
        nil
      )
      session.noteOutput()
    }
  }

  /// Adds bytes to the body by having `fill` write them in place.
  ///
  /// `fill` must write all of the buffer.
  @inline(__always)
  package func write(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
    guard let session, !isLocalEnded, !isReset else { return }
    if output.count == 0 { waitingSince = session._withUnsafeGuaranteedRef { $0.now } }
    fill(output.extend(by: byteCount))
    session._withUnsafeGuaranteedRef { wrote(byteCount, $0) }
  }

  /// Ends the body, with trailers if any.
  package func end(trailers: HeaderList? = nil) {
    guard let session, !isLocalEnded, !isReset else { return }
    isLocalEnded = true
    self.trailers = trailers
    session._withUnsafeGuaranteedRef { wake($0) }
  }

  /// Ends the stream in both directions at once.
  package func reset(_ code: ErrorCode) {
    guard let session, !isReset else { return }
    isReset = true
    session._withUnsafeGuaranteedRef { session in
      session.queuedByteCount -= output.count
      output.removeAll()
      _ = nghttp2_submit_rst_stream(session.handle, 0, id, code.rawValue)
      session.noteOutput()
    }
  }

  /// Bytes that wait on the whole connection for the peer to read them; 0 once it is gone.
  package var connectionUnsentByteCount: Int {
    session?._withUnsafeGuaranteedRef { $0.unsentByteCount } ?? 0
  }

  /// A whole message arrived: small frames that carried it are forgiven.
  package func messageCompleted() {
    session?._withUnsafeGuaranteedRef { $0.floods.messageCompleted() }
  }

  /// Opens the window again for bytes that were taken.
  package func consume(_ byteCount: Int) {
    guard let session, !isRemoteEnded, byteCount > 0 else { return }
    session._withUnsafeGuaranteedRef { session in
      _ = nghttp2_session_consume_stream(session.handle, id, byteCount)
      session.noteOutput()
    }
  }

  /// Sets how many bytes may arrive before some must be consumed.
  package func setWindow(_ byteCount: Int) {
    guard let session, !isRemoteEnded else { return }
    session._withUnsafeGuaranteedRef { session in
      _ = nghttp2_session_set_local_window_size(session.handle, 0, id, Int32(byteCount))
      session.noteOutput()
    }
  }

  /// Lets this stream share the connection with others frame by frame.
  ///
  /// Else its body goes out before that of streams opened later, which is best for short ones.
  package func takeTurns() {
    guard let session else { return }
    var priority = nghttp2_extpri(urgency: UInt32(NGHTTP2_EXTPRI_DEFAULT_URGENCY), inc: 1)
    let handle = session._withUnsafeGuaranteedRef { $0.handle }
    _ = nghttp2_session_change_extpri_stream_priority(handle, id, &priority, 1)
  }

  /// Where nghttp2 reads the body from.
  var provider: nghttp2_data_provider {
    nghttp2_data_provider(
      source: nghttp2_data_source(ptr: Unmanaged.passUnretained(self).toOpaque()),
      read_callback: { _, _, buffer, capacity, flags, source, _ in
        guard let stream = source?.pointee.ptr, let flags else { return Int(Callbacks.stop) }
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: capacity)
        return Unmanaged<Stream>.fromOpaque(stream)._withUnsafeGuaranteedRef {
          $0.produce(into: room, flags)
        }
      }
    )
  }

  private func wrote(_ byteCount: Int, _ session: Session) {
    session.queuedByteCount += byteCount
    if output.count >= session.limits.lowWaterBytes { wantsDrained = true }
    wake(session)
  }

  private func wake(_ session: Session) {
    guard isHeadSubmitted else { return }
    if isDeferred {
      isDeferred = false
      _ = nghttp2_session_resume_data(session.handle, id)
    }
    session.noteOutput()
  }

  /// Fills one DATA frame; called by nghttp2 when the frame can be sent.
  func produce(
    into room: UnsafeMutableRawBufferPointer,
    _ flags: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard let session else { return Int(Callbacks.stop) }
    return session._withUnsafeGuaranteedRef { produce(into: room, flags, $0) }
  }

  private func produce(
    into room: UnsafeMutableRawBufferPointer,
    _ flags: UnsafeMutablePointer<UInt32>,
    _ session: Session
  ) -> Int {
    let count = min(room.count, output.count)
    if count > 0 {
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: output.bytes[..<count]))
      output.removeFirst(count)
      session.queuedByteCount -= count
      sentByteCount += count
    }
    if output.count == 0 {
      if isLocalEnded {
        flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
        submitTrailers(session, flags)
      } else if count == 0 {
        isDeferred = true
        return Int(NGHTTP2_ERR_DEFERRED.rawValue)
      }
    }
    if wantsDrained, output.count < session.limits.lowWaterBytes {
      wantsDrained = false
      session.drainedStreams.append(self)
    }
    return count
  }

  private func submitTrailers(_ session: Session, _ flags: UnsafeMutablePointer<UInt32>) {
    guard let trailers else { return }
    flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
    _ = nghttp2_submit_trailer(session.handle, id, trailers.pairs.baseAddress, trailers.count)
  }
}
