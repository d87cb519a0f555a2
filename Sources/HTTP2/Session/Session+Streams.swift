import CNghttp2

extension Session {
  /// The open stream of a number, or nil.
  func stream(_ id: Int32) -> Stream? {
    reference(id)?.takeUnretainedValue()
  }

  /// Works with the open stream of a number, if there is one, without retaining it.
  ///
  /// Streams are held while they are open, and `body` must not close them: callbacks do not, as
  /// nghttp2 tells of the end of a stream by a callback of its own.
  @inline(__always)
  func withStream<Result>(_ id: Int32, _ body: (Stream) -> Result) -> Result? {
    reference(id)?._withUnsafeGuaranteedRef(body)
  }

  /// Whether a stream of this number is open.
  func hasStream(_ id: Int32) -> Bool { reference(id) != nil }

  @inline(__always)
  private func reference(_ id: Int32) -> Unmanaged<Stream>? {
    if currentID == id, let current { return current }
    return findReference(id)
  }

  @inline(never)
  private func findReference(_ id: Int32) -> Unmanaged<Stream>? {
    guard let handle, let found = nghttp2_session_get_stream_user_data(handle, id) else {
      return nil
    }
    let stream = Unmanaged<Stream>.fromOpaque(found)
    current = stream
    currentID = id
    return stream
  }

  /// Opens a stream of a client; its body follows by `write` and `end`.
  package func request(_ headers: HeaderList, on stream: Stream, receiver: any StreamReceiver) {
    precondition(role == .client, "only a client opens streams")
    guard let handle, !isAborted else { return receiver.closed(stream, .refusedStream) }
    stream.reuse(id: 0, session: self, .response)
    stream.receiver = receiver
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

  @inline(__always)
  func adopt(_ stream: consuming Stream) {
    stream.liveIndex = live.count
    live.append(stream)
  }

  /// The stream of a number is no more.
  func streamClosed(_ id: Int32, _ code: ErrorCode) {
    if let index = withStream(id, { $0.liveIndex }) { close(at: index, code) }
  }

  /// Lets go of a stream that is no more.
  func close(_ stream: Stream, _ code: ErrorCode) {
    close(at: stream.liveIndex, code)
  }

  private func close(at index: Int, _ code: ErrorCode) {
    let stream = takeLive(at: index)
    if currentID == stream.id { current = nil }
    queuedByteCount -= stream.output.count
    stream.output.removeAll()
    stream.trailers = nil
    stream.session = nil
    if stream.isRemoteEnded && stream.isLocalEnded { floods.callCompleted() }
    stream.receiver.take()?.closed(stream, code)
  }

  /// Takes a stream out of the list, where the last one fills its place.
  private func takeLive(at index: Int) -> Stream {
    let last = live.count - 1
    if index < last {
      // Swapping in place counts no references.
      live.withUnsafeMutableBufferPointer { $0.swapAt(index, last) }
      live[index].liveIndex = index
    }
    return live.removeLast()
  }
}
