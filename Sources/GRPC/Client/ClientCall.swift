package import HTTP2

/// The client's side of one call.
package final class ClientCall {
  /// Which method is called.
  package let method: MethodDescriptor

  /// When this side stops waiting, in monotonic nanoseconds; nil if it waits forever.
  package let deadlineNanoseconds: UInt64?

  /// Whether the call is over.
  package private(set) var isFinished = false

  let stream = Stream()
  private var handler: (any ResponseHandler)?
  private unowned(unsafe) let connection: ClientConnection
  private var reader = MessageReader()
  private var receivedMessageCount = 0
  private var hasHead = false
  private var isPaused = false
  private var isRemoteEnded = false
  private var isDelivering = false
  private var uncreditedByteCount = 0
  private var final: (status: Status, trailing: Metadata)?

  init(
    _ method: MethodDescriptor,
    _ handler: any ResponseHandler,
    _ connection: ClientConnection,
    deadlineNanoseconds: UInt64?
  ) {
    self.method = method
    self.handler = handler
    self.connection = connection
    self.deadlineNanoseconds = deadlineNanoseconds
  }

  /// How many bytes were sent and not yet taken by the connection.
  package var bufferedByteCount: Int { stream.queuedByteCount }

  /// Sends one message.
  package func send(_ message: RawSpan) {
    message.withUnsafeBytes { bytes in
      send(byteCount: bytes.count) { $0.copyMemory(from: bytes) }
    }
  }

  /// Sends one message.
  package func send(_ message: [UInt8]) {
    message.withUnsafeBytes { bytes in
      send(byteCount: bytes.count) { $0.copyMemory(from: bytes) }
    }
  }

  /// Sends one message of a known size that `fill` writes straight into the send buffer.
  package func send(byteCount: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
    guard !isFinished else { return }
    stream.write(byteCount: MessageReader.prefixCount + byteCount) { buffer in
      buffer.writeMessagePrefix(byteCount)
      fill(UnsafeMutableRawBufferPointer(rebasing: buffer[MessageReader.prefixCount...]))
    }
  }

  /// Says that no further message follows.
  package func sendEnd() {
    guard !isFinished else { return }
    stream.end()
  }

  /// Withdraws the call: the server is told and the handler's `finished` is called.
  package func cancel(_ reason: String = "the caller withdrew the call") {
    end(Status(.cancelled, reason))
  }

  /// Asks for no further messages until `resumeReading`: flow control makes the server wait.
  package func pauseReading() {
    isPaused = true
  }

  /// Takes messages again, first those that arrived meanwhile.
  package func resumeReading() {
    isPaused = false
    deliver()
  }

  /// Ends the call; the server is told if it is still at work.
  func end(_ status: Status, _ trailing: Metadata = Metadata()) {
    guard !isFinished else { return }
    isFinished = true
    reader.removeAll()
    if stream.isOpen, !isRemoteEnded { stream.reset(.cancel) }
    guard let handler else { return }
    self.handler = nil
    handler.finished(status, trailingMetadata: trailing, self)
  }

  /// Ends the call if its deadline has passed; else asks to be seen again.
  func expire(now: UInt64) {
    guard !isFinished, let deadlineNanoseconds else { return }
    if deadlineNanoseconds <= now { return end(.deadlinePassed) }
    connection.check(by: deadlineNanoseconds)
  }
}

extension ClientCall: StreamReceiver {
  /// Judges the head of the response, which may be all there is.
  package func headReceived(on stream: Stream, endsStream: Bool) {
    guard !isFinished else { return }
    guard !stream.fieldsOverflowed else {
      return end(Status(.resourceExhausted, "the metadata of the response is too large"))
    }
    if endsStream { return }
    hasHead = true
    if let refusal = Status(httpResponse: stream) { return end(refusal) }
    handler?.receivedInitialMetadata(Metadata(stream.fields), self)
  }

  /// Takes a piece of the body and hands on every whole message.
  package func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream) {
    guard !isFinished else { return }
    uncreditedByteCount += bytes.count
    reader.add(bytes)
    deliver()
  }

  /// The server has said everything: its last fields carry the status.
  package func endReceived(on stream: Stream) {
    guard !isFinished else { return }
    isRemoteEnded = true
    let status =
      Status(stream.fields) ?? (hasHead ? nil : Status(httpResponse: stream))
      ?? Status(.unknown, "the server ended the call without a status")
    final = (status, Metadata(stream.fields))
    deliver()
  }

  /// What was sent has left: more may be sent.
  package func drained(_ stream: Stream) {
    guard !isFinished else { return }
    handler?.ready(self)
  }

  /// The stream is gone; if no status came first, its code says why.
  package func closed(_ stream: Stream, _ code: ErrorCode) {
    guard !isFinished, final == nil else { return }
    if let fault = stream.fault {
      end(Status(.internal, "the response breaks HTTP/2: \(fault.words)"))
    } else if connection.session.isAborted {
      end(Status(.unavailable, connection.lossReason))
    } else {
      end(Status(resetWith: code))
    }
  }

  private func deliver() {
    guard !isDelivering else { return }
    isDelivering = true
    do throws(MessageReader.Fault) {
      while !isPaused, !isFinished,
        let message = try reader.first(limit: connection.limits.messageBytes)
      {
        receivedMessageCount += 1
        handler?.received(message.bytes, self)
        guard !isFinished else { break }
        reader.removeFirst(message.count)
      }
    } catch {
      end(Status(responseFault: error))
    }
    isDelivering = false
    guard !isFinished else { return }
    reader.keep()
    if !isPaused {
      if stream.isOpen { stream.consume(uncreditedByteCount) }
      uncreditedByteCount = 0
      finishIfComplete()
    }
  }

  private func finishIfComplete() {
    guard let final else { return }
    if final.status.isOK {
      if reader.count > 0 {
        return end(Status(.internal, "the response ends in the middle of a message"))
      }
      if !method.isServerStreaming, receivedMessageCount != 1 {
        return end(
          Status(
            .unimplemented,
            "the response has \(receivedMessageCount) messages and should have one"
          )
        )
      }
    }
    end(final.status, final.trailing)
  }
}
