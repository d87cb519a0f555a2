import CNghttp2

extension Session {
  /// Hands out everything that can be sent now, in pieces of up to 256 KiB.
  ///
  /// `write` returns how many bytes the socket took; fewer than offered ends the flush, and the
  /// rest is kept for the next one. Nothing more is asked of the streams meanwhile, so that a
  /// peer that does not read makes the writers wait.
  package func flush(now: UInt64, _ write: (RawSpan) -> Int) {
    precondition(!isBusy, "a session cannot flush while it is at work")
    guard !isAborted else { return }
    self.now = now
    guard writeUnsent(write) else { return }
    isBusy = true
    repeat {
      while true {
        let count = gather()
        guard count > 0 else { break }
        guard writeGathered(count, write) else { break }
      }
      notifyDrained()
    } while unsent.count == 0 && wantsWrite
    isBusy = false
    hasOutputNoted = false
    if abortsWhenIdle { return abort() }
    if queuedByteCount > 0, timers.stallCheckDue == nil {
      timers.stallCheckDue = now + limits.stallNanoseconds
    }
  }

  private var wantsWrite: Bool {
    handle.map { nghttp2_session_want_write($0) != 0 } ?? false
  }

  /// Writes what the last flush left; false if the socket is full again.
  private func writeUnsent(_ write: (RawSpan) -> Int) -> Bool {
    guard unsent.count > 0 else { return true }
    let taken = write(unsent.bytes.bytes)
    if taken > 0 { timers.unsentSince = now }
    unsent.removeFirst(taken)
    guard unsent.count == 0 else { return false }
    timers.unsentSince = nil
    return true
  }

  /// Pulls frames into the shared buffer until it is full or nothing is left.
  private func gather() -> Int {
    guard let handle else { return 0 }
    let buffer = environment.writeBuffer
    var count = 0
    while count + SessionEnvironment.largestFrameBytes <= buffer.count {
      var piece: UnsafePointer<UInt8>?
      let pieceCount = nghttp2_session_mem_send(handle, &piece)
      guard pieceCount > 0, let piece else {
        if pieceCount < 0 { cutOff(.internalError, "output failed: error \(pieceCount)") }
        break
      }
      UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(
        from: UnsafeRawBufferPointer(start: piece, count: pieceCount)
      )
      count += pieceCount
    }
    return count
  }

  private func writeGathered(_ count: Int, _ write: (RawSpan) -> Int) -> Bool {
    let gathered = UnsafeRawBufferPointer(rebasing: environment.writeBuffer[..<count])
    let taken = write(gathered.bytes)
    guard taken < count else { return true }
    unsent.append(UnsafeRawBufferPointer(rebasing: gathered[max(taken, 0)...]))
    timers.unsentSince = now
    return false
  }

  private func notifyDrained() {
    guard !drainedStreams.isEmpty else { return }
    let streams = drainedStreams
    drainedStreams.removeAll(keepingCapacity: true)
    let own = Unmanaged.passUnretained(self).toOpaque()
    for stream in streams where stream.session?.toOpaque() == own {
      stream.receiver?.drained(stream)
    }
  }

  /// A frame was handed out.
  func frameLeft(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
    let head = frame.pointee.hd
    switch head.type {
    case FrameType.data:
      floods.dataSent()
    case FrameType.headers
    where role == .server && head.flags & FrameFlags.endStream != 0:
      // The answer is complete though the request is not: the client may stop sending it.
      withStream(head.stream_id) { if !$0.isRemoteEnded { $0.reset(.noError) } }
    case FrameType.goAway where frame.pointee.goaway.error_code != 0:
      if closeReason == nil { closeReason = frame.pointee.farewell }
      timers.startFarewell(at: now)
    default: break
    }
    return 0
  }

  /// A frame could not be sent, such as headers beyond what HTTP/2 can carry.
  func frameFailed(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
    let head = frame.pointee.hd
    if role == .server, head.type == FrameType.headers {
      stream(head.stream_id)?.reset(.internalError)
    }
    return 0
  }
}
