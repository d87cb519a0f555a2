/// Shares a connection's memory for incomplete messages among its calls.
///
/// A message larger than the window of its stream arrives only if the window is opened while
/// the message is incomplete. Opened for all calls at once, that would let one peer pile up
/// `concurrentCalls` times the largest message. So windows open freely only while little is
/// held; beyond that, only for the call that has waited longest, until its message is complete.
/// Every call gets its turn, and what is held stays bounded.
final class IntakeBudget {
  private let limit: Int
  private var heldByteCount = 0
  private var waiting: [ServerCall] = []
  private var first: ServerCall?

  /// Begins with nothing held; `limit` is what may be held before calls have to wait.
  init(limit: Int) {
    self.limit = limit
  }

  /// The bytes a call holds have changed by this many.
  func changed(by byteCount: Int) {
    heldByteCount += byteCount
    if byteCount < 0, !waiting.isEmpty { serveWaiting() }
  }

  /// Whether a call may open its window for an incomplete message; if not, it waits in line.
  func mayOpen(_ call: ServerCall) -> Bool {
    if heldByteCount <= limit || first === call { return true }
    if first == nil {
      first = call
      return true
    }
    if !waiting.contains(where: { $0 === call }) { waiting.append(call) }
    return false
  }

  /// A call's message is complete or the call is over.
  func leave(_ call: ServerCall) {
    guard first != nil || !waiting.isEmpty else { return }
    if first === call { first = nil }
    waiting.removeAll { $0 === call }
    serveWaiting()
  }

  private func serveWaiting() {
    while !waiting.isEmpty, heldByteCount <= limit || first == nil {
      let call = waiting.removeFirst()
      if heldByteCount > limit { first = call }
      call.windowMayOpen()
    }
  }
}
