import GRPC

/// The handler of one streaming call; it notes what it is told and whether that was in order.
final class FuzzedStream: StreamHandler {
  private(set) var messages: [[UInt8]] = []
  private(set) var isEnded = false
  private(set) var isCancelled = false
  /// The call while it may be used.
  private(set) var call: ServerCall?
  private let sendsMany: Bool
  private var hasSent = false
  private var isFinished = false
  private var complaint: String?

  init(sendsMany: Bool) {
    self.sendsMany = sendsMany
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    note("a message", call)
    if isEnded { complaint = "a message came after the end" }
    messages.append(message.array)
  }

  func receivedEnd(_ call: ServerCall) {
    note("the end", call)
    if isEnded { complaint = "the end came twice" }
    isEnded = true
  }

  func ready(_ call: ServerCall) {
    note("room to send", call)
  }

  func cancelled(_ call: ServerCall) {
    note("the cancellation", call)
    isCancelled = true
    self.call = nil
  }

  func end(_ call: ServerCall, with status: Status) {
    note("the gate's refusal", call)
    finish()
  }

  func send(_ byteCount: Int) {
    guard let call, sendsMany || !hasSent else { return }
    hasSent = true
    call.send(byteCount: byteCount) { $0.initializeMemory(as: UInt8.self, repeating: 7) }
  }

  func finish() {
    guard let call else { return }
    isFinished = true
    self.call = nil
    call.finish()
  }

  /// Whatever happened, a call that is over told its handler so exactly once.
  func checkEnd() throws(BrokenPromise) {
    try promise(complaint == nil, complaint ?? "")
    try promise(
      call == nil || isFinished || isCancelled,
      "the connection is gone and the handler was not told"
    )
  }

  private func note(_ what: String, _ call: ServerCall) {
    if isCancelled { complaint = "\(what) came after the cancellation" }
    if isFinished { complaint = "\(what) came after the handler had finished" }
    self.call = call
  }
}
