import CNghttp2

extension Session {
  /// When `expire` must be called next, or nil; may move later without notice.
  package var nextDeadline: UInt64? {
    isAborted ? nil : timers.next(unfinishedSince: walker.unfinishedSince)
  }

  /// Does what is due: drops a peer that is too slow, asks one that is silent.
  package func expire(now: UInt64) {
    guard !isAborted else { return }
    self.now = now
    if closeReason != nil { return }
    if timers.isHandshakeLate(now) {
      cutOff(.settingsTimeout, "the handshake took too long")
    } else if timers.isFrameLate(walker.unfinishedSince, now) {
      cutOff(.enhanceYourCalm, "a frame or header block was begun and not ended")
    } else if timers.isReaderStuck(now) {
      cutOff(.enhanceYourCalm, "the peer does not read what it asked for")
    } else if timers.isPingUnanswered(now) {
      cutOff(.noError, "the peer is silent and does not answer a PING")
    } else {
      expireGently()
    }
    noteOutput()
  }

  private func expireGently() {
    if timers.isPeerSilent(now), let handle {
      timers.startPing(at: now)
      _ = nghttp2_submit_ping(handle, 0, nil)
    }
    if let due = timers.drainDue, due <= now { announceLastStream() }
    if let due = timers.stallCheckDue, due <= now { checkStalls() }
  }

  /// Cuts off a peer that asked for something and never granted a window to receive it.
  ///
  /// A reader that took some and then stopped is left alone: it holds at most what its streams
  /// may buffer, and waiting for it is what flow control is for.
  private func checkStalls() {
    timers.stallCheckDue = nil
    guard let handle, queuedByteCount > 0 else { return }
    timers.stallCheckDue = now + limits.stallNanoseconds
    for stream in live where stream.queuedByteCount > 0 && stream.sentByteCount == 0 {
      guard stream.waitingSince + limits.stallNanoseconds <= now else { continue }
      guard nghttp2_session_get_stream_remote_window_size(handle, stream.id) <= 0 else { continue }
      return cutOff(.enhanceYourCalm, "the peer granted no window for what it asked")
    }
  }

  /// Takes no new streams, lets those in flight finish, then closes.
  ///
  /// A GOAWAY that names no last stream goes out with a PING; when the PING is answered, every
  /// stream the peer opened before it knew has arrived, and a second GOAWAY names the last.
  package func drain(now: UInt64) {
    guard !isAborted, !isLeaving, closeReason == nil else { return }
    self.now = now
    isLeaving = true
    guard let handle else {
      closeReason = "the server is shutting down"
      return
    }
    if role == .server {
      require(nghttp2_submit_shutdown_notice(handle))
      require(nghttp2_submit_ping(handle, 0, DrainPing.mark.utf8Start))
      timers.drainDue = now + limits.farewellNanoseconds
    } else {
      announceLastStream()
    }
    noteOutput()
  }

  /// Names the last stream that will be served.
  func announceLastStream() {
    timers.drainDue = nil
    guard let handle else { return }
    let last = nghttp2_session_get_last_proc_stream_id(handle)
    require(nghttp2_submit_goaway(handle, 0, last, ErrorCode.noError.rawValue, nil, 0))
  }
}
