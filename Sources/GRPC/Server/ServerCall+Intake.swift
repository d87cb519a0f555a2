import HTTP2

/// Flow control of what arrives, and the time it may take.
extension ServerCall {
  /// Fewer bytes than this are not worth telling nghttp2, nor the peer.
  private static let creditStep = 16 << 10

  /// Asks for no further messages until `resumeReading`: flow control makes the client wait.
  package func pauseReading() {
    isPaused = true
    incompleteSince = nil
  }

  /// Takes messages again, first those that arrived meanwhile.
  package func resumeReading() {
    guard isPaused else { return }
    isPaused = false
    guard !isCancelled, !isFinished, stream.isOpen, handler != nil else { return }
    deliver()
  }

  /// A call that streams in gets a wide window, while the connection has some to give.
  func widenWindow(_ connection: ServerConnection) {
    let more = limits.streamingWindowBytes - limits.initialWindowBytes
    guard more > 0, connection.enlargedWindowBytesLeft >= more else { return }
    connection.enlargedWindowBytesLeft -= more
    enlargedWindowBytes = more
    stream.setWindow(limits.streamingWindowBytes)
  }

  /// The message that is being read must be complete in time.
  func startClock(_ connection: ServerConnection) {
    guard incompleteSince == nil else { return }
    incompleteSince = connection.now
    connection.check(by: connection.now + limits.completionNanoseconds)
  }

  /// Keeps an incomplete message and opens the window for the rest of it.
  func keepIncomplete(_ connection: ServerConnection) {
    reader.keep()
    noteHeld()
    guard connection.intake.mayOpen(self) else {
      incompleteSince = nil
      return
    }
    creditEarly()
    startClock(connection)
  }

  /// The line has moved up to this call.
  func windowMayOpen() {
    guard let connection = servedBy, !isCancelled, !isFinished, !isPaused else { return }
    creditEarly()
    startClock(connection)
  }

  /// Gives the window back for a message that was taken, less what was given back before.
  func credit(_ byteCount: Int) {
    let early = min(byteCount, creditedEarly)
    creditedEarly -= early
    giveCredit(byteCount - early)
  }

  /// Gives the window back for what is kept of an incomplete message, so that it can go on.
  private func creditEarly() {
    giveCredit(reader.count - creditedEarly)
    creditedEarly = reader.count
  }

  private func giveCredit(_ byteCount: Int) {
    creditDue += byteCount
    guard creditDue >= ServerCall.creditStep else { return }
    stream.consume(creditDue)
    creditDue = 0
  }

  /// The input has become invalid: copies what is still needed of it.
  func keepMessage() {
    reader.keep()
    noteHeld()
  }

  /// Tells the connection how many bytes this call holds.
  func noteHeld() {
    let change = reader.keptCount - heldByteCount
    guard change != 0 else { return }
    heldByteCount = reader.keptCount
    server?._withUnsafeGuaranteedRef { $0.intake.changed(by: change) }
  }

  /// Lets go of all input: nobody will look at it.
  func dropInput() {
    guard !isDelivering else { return }
    reader.removeAll()
    server?._withUnsafeGuaranteedRef { connection in
      if heldByteCount > 0 {
        noteHeld()
        connection.intake.leave(self)
      }
      connection.enlargedWindowBytesLeft += enlargedWindowBytes
      enlargedWindowBytes = 0
    }
  }

  /// Ends the call if its deadline has passed or its message is late; else asks to be seen again.
  func expire(now: UInt64) {
    guard !isCancelled, !isFinished, let connection = servedBy else { return }
    if let deadline = deadlineNanoseconds {
      guard deadline > now else {
        return fail(Status(.deadlineExceeded, "the deadline passed before the call was answered"))
      }
      connection.check(by: deadline)
    }
    if let incompleteSince {
      let due = incompleteSince + limits.completionNanoseconds
      guard due > now else {
        return fail(Status(.deadlineExceeded, "the request was begun and not completed in time"))
      }
      connection.check(by: due)
    }
  }

  /// Sets the deadline of a client that will wait this long.
  func arm(_ timeout: UInt64, _ connection: ServerConnection) {
    let (deadline, overflow) = connection.now.addingReportingOverflow(timeout)
    guard !overflow else { return }
    deadlineNanoseconds = deadline
    connection.check(by: deadline)
  }
}
