import CNghttp2

extension Session {
  /// The open stream of a number, or nil.
  @inline(__always)
  func stream(_ id: Int32) -> Stream? {
    if let current, current.id == id { return current }
    return findStream(id)
  }

  @inline(never)
  private func findStream(_ id: Int32) -> Stream? {
    guard let handle, let found = nghttp2_session_get_stream_user_data(handle, id) else {
      return nil
    }
    let stream = Unmanaged<Stream>.fromOpaque(found).takeUnretainedValue()
    current = stream
    return stream
  }

  /// Opens a stream of a client; its body follows by `write` and `end`.
  package func request(_ headers: HeaderList, on stream: Stream, receiver: any StreamReceiver) {
    precondition(role == .client, "only a client opens streams")
    guard let handle, !isAborted else { return receiver.closed(stream, .refusedStream) }
    stream.reuse(id: 0, session: self, receiver: receiver, .response)
    var provider = stream.provider
    let id = nghttp2_submit_request(
      handle,
      nil,
      headers.pairs.baseAddress,
      headers.count,
      &provider,
      Unmanaged.passUnretained(stream).toOpaque()
    )
    adopt(stream)
    guard id > 0 else { return close(stream, .refusedStream) }
    stream.id = id
    stream.isHeadSubmitted = true
    noteOutput()
  }

  func adopt(_ stream: Stream) {
    stream.liveIndex = live.count
    live.append(stream)
  }

  /// Lets go of a stream that is no more.
  func close(_ stream: Stream, _ code: ErrorCode) {
    let last = live.count - 1
    if stream.liveIndex != last {
      live[last].liveIndex = stream.liveIndex
      live.swapAt(stream.liveIndex, last)
    }
    live.removeLast()
    if current === stream { current = nil }
    queuedByteCount -= stream.output.count
    stream.output.removeAll()
    stream.trailers = nil
    stream.session = nil
    let receiver = stream.receiver
    stream.receiver = nil
    if stream.isRemoteEnded && stream.isLocalEnded { floods.callCompleted() }
    receiver?.closed(stream, code)
  }
}
