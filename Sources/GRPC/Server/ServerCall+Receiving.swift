package import HTTP2

extension ServerCall: StreamReceiver {
  /// Judges the head of the request and finds who serves it.
  package func headReceived(on stream: Stream, endsStream: Bool) {
    server?._withUnsafeGuaranteedRef { headReceived($0, endsStream: endsStream) }
  }

  private func headReceived(_ connection: ServerConnection, endsStream: Bool) {
    guard !stream.fieldsOverflowed else {
      return fail(
        Status(
          .resourceExhausted,
          "the metadata is larger than \(limits.metadataBytes) bytes"
        )
      )
    }
    let head = RequestHead(stream.fields)
    if let refusal = head.refusal { return refuse(refusal) }
    guard let entry = methods.method(at: head.path) else {
      return fail(Status(.unimplemented, "there is no method \(head.path.text)"))
    }
    self.entry = entry
    if let encoding = head.encoding, !encoding.equals("identity") { encodingWords = encoding.text }
    if let timeout = head.timeoutNanoseconds { arm(timeout, connection) }
    if let refusal = methods.gate?.refusal(of: self) { return fail(refusal) }
    entry._withUnsafeGuaranteedRef { entry in
      if let makeHandler = entry.makeStreamHandler { handler = makeHandler() }
      if connection.isDraining {
        serverStops()
        if isFinished { return }
      }
      if entry.descriptor.isServerStreaming { stream.takeTurns() }
      if entry.descriptor.isClientStreaming {
        widenWindow(connection)
      } else if !endsStream {
        startClock(connection)
      }
    }
  }

  /// Takes a piece of the body: whole messages go on at once, the rest is kept.
  package func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream) {
    guard !isCancelled, !isFinished, let server else { return }
    reader.add(bytes)
    if isClientStreaming {
      deliver()
    } else {
      server._withUnsafeGuaranteedRef { inspectSingle($0) }
    }
  }

  /// The client has sent everything.
  package func endReceived(on stream: Stream) {
    guard entry != nil, !isCancelled, !isFinished else { return }
    isRemoteEnded = true
    if isClientStreaming { return deliver() }
    incompleteSince = nil
    do throws(MessageReader.Fault) {
      guard let message = try reader.first(limit: limits.messageBytes) else {
        return fail(reader.count == 0 ? .noRequest : .truncatedRequest)
      }
      isEndDelivered = true
      serve(message)
    } catch {
      fail(error)
    }
  }

  /// What was sent has left: a stream handler may go on.
  package func drained(_ stream: Stream) {
    guard !isCancelled, !isFinished else { return }
    handler?.ready(self)
  }

  /// The stream is gone: if that was too early, the handler hears of it.
  package func closed(_ stream: Stream, _ code: ErrorCode) {
    if isFinished { settle() } else { cancel() }
  }

  /// Lets a stream that waits for its client end, since the server stops.
  func serverStops() {
    if !isCancelled, !isFinished { handler?.serverStops(self) }
  }

  /// Asks the gate anew, since its rules have changed.
  ///
  /// What has been asked for and is being answered goes on: it was allowed when it was asked.
  func judgeAgain() {
    guard !isCancelled, !isFinished, entry != nil, let refusal = methods.gate?.refusal(of: self)
    else { return }
    if !isClientStreaming, !isEndDelivered {
      fail(refusal)
    } else {
      handler?.end(self, with: refusal)
    }
  }

  /// Hands the one message of a call over.
  private func serve(_ message: UnsafeRawBufferPointer) {
    stream.messageCompleted()
    isDelivering = true
    if let handler {
      handler.received(message.bytes, self)
      if !isCancelled, !isFinished { handler.receivedEnd(self) }
    } else {
      entry?._withUnsafeGuaranteedRef { $0.unaryHandler?.handle(message.bytes, self) }
    }
    isDelivering = false
    dropInput()
  }

  /// Looks at what has arrived of the one message of a call, which is served at its end.
  private func inspectSingle(_ connection: ServerConnection) {
    do throws(MessageReader.Fault) {
      guard let message = try reader.first(limit: limits.messageBytes) else {
        return keepIncomplete(connection)
      }
      guard reader.count == MessageReader.prefixCount + message.count else {
        return fail(.secondRequest)
      }
      if reader.isBorrowing { connection.borrow(self) } else { noteHeld() }
    } catch {
      fail(error)
    }
  }

  /// Hands on every whole message of a client that streams.
  func deliver() {
    guard !isDelivering, let connection = servedBy else { return }
    isDelivering = true
    do throws(MessageReader.Fault) {
      try deliverWhole(connection)
    } catch {
      isDelivering = false
      return fail(error)
    }
    isDelivering = false
    guard !isCancelled, !isFinished else { return dropInput() }
    if isPaused {
      keepMessage()
    } else if isRemoteEnded {
      deliverEnd()
    } else if reader.count > 0 {
      keepIncomplete(connection)
    } else {
      noteHeld()
      connection.intake.leave(self)
    }
  }

  private func deliverWhole(_ connection: ServerConnection) throws(MessageReader.Fault) {
    while !isPaused, !isCancelled, !isFinished,
      let message = try reader.first(limit: limits.messageBytes)
    {
      stream.messageCompleted()
      incompleteSince = nil
      handler?.received(message.bytes, self)
      reader.removeFirst(message.count)
      credit(MessageReader.prefixCount + message.count)
    }
  }

  private func deliverEnd() {
    guard reader.count == 0 else { return fail(.truncatedRequest) }
    guard !isEndDelivered else { return }
    isEndDelivered = true
    handler?.receivedEnd(self)
  }

  private func fail(_ fault: MessageReader.Fault) {
    switch fault {
    case .tooLarge(let byteCount):
      fail(
        Status(
          .resourceExhausted,
          "the message of \(byteCount) bytes is larger than \(limits.messageBytes)"
        )
      )
    case .compressed:
      guard let encodingWords else { return fail(.compressedWithoutEncoding) }
      fail(
        Status(.unimplemented, "the encoding \(encodingWords) is not supported"),
        extraFields: ["grpc-accept-encoding": "identity"]
      )
    case .flagUnknown(let flag):
      fail(Status(.internal, "the compressed flag of a message is \(flag)"))
    }
  }
}

extension Status {
  fileprivate static let noRequest = Status(.unimplemented, "the request has no message")
  fileprivate static let secondRequest = Status(
    .unimplemented,
    "the request has more than the one message this method takes"
  )
  fileprivate static let truncatedRequest = Status(
    .internal,
    "the request ends in the middle of a message"
  )
  fileprivate static let compressedWithoutEncoding = Status(
    .internal,
    "a message is compressed though grpc-encoding names no encoding"
  )
}
