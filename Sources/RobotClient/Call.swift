package import GRPC

/// One call on a channel: messages go out with `send`, answers come in with `next`.
///
/// Answers that nobody has taken yet are kept, up to 64 or 1 MiB of them; then flow control makes
/// the service wait. A handler set by `onMessage` takes them as they come instead.
///
/// A call holds its channel, so that whoever has the call needs nothing else; the channel holds
/// the call until it has ended.
package final class Call: ResponseHandler {
  private let channel: Channel
  private var call: ClientCall?
  private var inbox: [[UInt8]] = []
  private var inboxByteCount = 0
  private var isPaused = false
  private static let inboxMaximum = 64
  private static let inboxByteMaximum = 1 << 20
  private static let unsentByteMaximum = 1 << 20

  /// Takes each message as it comes; set before the channel is turned again.
  package var onMessage: (([UInt8]) -> Void)?
  /// What the service sent ahead of its messages.
  package private(set) var initialMetadata = Metadata()
  /// What the service sent with the status.
  package private(set) var trailingMetadata = Metadata()
  /// How the call ended; nil while it goes on.
  package private(set) var status: Status?

  init(channel: Channel) {
    self.channel = channel
  }

  func begin(_ call: ClientCall) {
    if status == nil { self.call = call }
  }

  /// Sends one message; waits while too much lies unsent.
  package func send(_ message: [UInt8]) {
    queue(message)
    while !channel.isReceiving, isFull { channel.turn() }
  }

  /// Sends one message without waiting; whoever sends many looks at `isFull` in between.
  package func queue(_ message: [UInt8]) {
    call?.send(message)
    channel.flush()
  }

  /// Whether more than 1 MiB lies unsent in a call that goes on.
  package var isFull: Bool {
    guard let call, !call.isFinished else { return false }
    return call.bufferedByteCount > Self.unsentByteMaximum
  }

  /// Says that no further message follows.
  package func sendEnd() {
    call?.sendEnd()
    channel.flush()
  }

  /// Withdraws the call.
  package func cancel() {
    call?.cancel()
    channel.flush()
  }

  /// The next message; nil when no more will come.
  ///
  /// Waits for it.
  ///
  /// - Parameter timeoutMilliseconds: gives up after so long without a message, with nil; see
  ///   `status` for whether the call has ended.
  package func next(timeoutMilliseconds: Int32? = nil) throws(CallError) -> [UInt8]? {
    // Whoever works on one message after the other is heard of in between.
    if !inbox.isEmpty { channel.turn(timeoutMilliseconds: 0) }
    while inbox.isEmpty, status == nil {
      channel.turn(timeoutMilliseconds: timeoutMilliseconds)
      if timeoutMilliseconds != nil, inbox.isEmpty { break }
    }
    if let message = takeArrived() { return message }
    if let status, !status.isOK { throw CallError(status: status) }
    return nil
  }

  /// The next message that is here already; nil where that would have to be waited for.
  package func takeArrived() -> [UInt8]? {
    if inbox.isEmpty { return nil }
    let message = inbox.removeFirst()
    inboxByteCount -= message.count
    let isRoomy =
      inbox.count < Self.inboxMaximum / 2 && inboxByteCount <= Self.inboxByteMaximum / 2
    if isPaused, isRoomy {
      isPaused = false
      call?.resumeReading()
    }
    return message
  }

  /// Waits until the call has ended; throws unless it ended well.
  ///
  /// Messages not taken are dropped.
  package func finish() throws(CallError) {
    while status == nil {
      inbox.removeAll(keepingCapacity: true)
      inboxByteCount = 0
      if isPaused {
        isPaused = false
        call?.resumeReading()
        // The end may have arrived already, behind what was waiting.
        continue
      }
      channel.turn()
    }
    if let status, !status.isOK { throw CallError(status: status) }
  }

  // MARK: - ResponseHandler

  package func receivedInitialMetadata(_ metadata: Metadata, _ call: ClientCall) {
    initialMetadata = metadata
  }

  package func received(_ message: RawSpan, _ call: ClientCall) {
    let bytes = unsafe message.withUnsafeBytes { unsafe [UInt8]($0) }
    if let onMessage {
      onMessage(bytes)
      return
    }
    inbox.append(bytes)
    inboxByteCount += bytes.count
    let isFilled =
      inbox.count >= Self.inboxMaximum || inboxByteCount >= Self.inboxByteMaximum
    if isFilled, !isPaused {
      isPaused = true
      call.pauseReading()
    }
  }

  package func ready(_ call: ClientCall) {}

  package func finished(_ status: Status, trailingMetadata: Metadata, _ call: ClientCall) {
    self.status = status
    self.trailingMetadata = trailingMetadata
  }
}
