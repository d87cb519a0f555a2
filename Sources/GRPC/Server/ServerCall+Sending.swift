import HTTP2

extension ServerCall {
  /// Whether something sent now would still reach the client.
  private var isOpen: Bool { !isCancelled && !isFinished && stream.isOpen }

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
    guard isOpen, server != nil else { return }
    precondition(
      !hasSentMessage || isServerStreaming,
      "\(method.path) answers with one message"
    )
    let unsentByteCount = stream.connectionUnsentByteCount
    guard unsentByteCount <= limits.unsentBytes else {
      return fail(
        Status(
          .resourceExhausted,
          "\(unsentByteCount) bytes already wait to be read by this client"
        )
      )
    }
    hasSentMessage = true
    if !hasSentHead {
      hasSentHead = true
      stream.respond(responseHead)
    }
    stream.write(byteCount: MessageReader.prefixCount + byteCount) { buffer in
      buffer.writeMessagePrefix(byteCount)
      fill(UnsafeMutableRawBufferPointer(rebasing: buffer[MessageReader.prefixCount...]))
    }
  }

  /// Ends the call with success.
  package func finish() {
    guard !isFinished else { return }
    if isOpen, hasSentHead {
      stream.end(trailers: okTrailers)
    } else {
      answer(.ok, Metadata())
    }
    done()
  }

  /// Ends the call with a status and trailing metadata.
  package func finish(_ status: Status, trailingMetadata: Metadata = Metadata()) {
    guard !isFinished else { return }
    answer(status, trailingMetadata)
    done()
  }

  private func done() {
    isFinished = true
    incompleteSince = nil
    dropInput()
    settle()
  }

  /// Puts a status on the wire if somebody is still there to read it.
  private func answer(_ status: Status, _ trailing: Metadata) {
    guard isOpen else { return }
    var fields = status.headerFields + trailing.headerFields
    if hasSentHead {
      stream.end(trailers: HeaderList(fields))
    } else {
      fields.insert(contentsOf: ServerTransport.responseFields, at: 0)
      stream.respondAndEnd(HeaderList(fields))
    }
  }

  /// Ends the call from our side, not the handler's: a broken request, a limit, a deadline.
  func fail(_ status: Status, extraFields: Metadata = Metadata()) {
    answer(status, extraFields)
    cancel()
  }

  /// Ends the call with an HTTP status other than 200, for who is not speaking gRPC to us.
  func refuse(_ refusal: RequestHead.Refusal) {
    stream.respondAndEnd(
      HeaderList(
        [
          HeaderList.Field(":status", refusal.httpStatus),
          HeaderList.Field("content-type", "application/grpc"),
        ] + refusal.status.headerFields
      )
    )
    cancel()
  }

  /// The client no longer waits, or must not: tells the handler, once.
  func cancel() {
    guard !isCancelled, !isFinished else { return settle() }
    isCancelled = true
    incompleteSince = nil
    dropInput()
    // A unary handler that has the message answers when it can; until then the call runs.
    let isBeingServed = handler == nil && isEndDelivered
    if !isBeingServed { isFinished = true }
    if let handler {
      self.handler = nil
      handler.cancelled(self)
    }
    settle()
  }
}
