/// The client's side of one call.
package final class ClientCall {
  /// How many bytes were sent and not yet taken by the connection.
  package var bufferedByteCount: Int { fatalError("not built yet") }

  /// Whether the call is over.
  package var isFinished: Bool { fatalError("not built yet") }

  init() {}

  /// Sends one message.
  package func send(_ message: RawSpan) {
    fatalError("not built yet")
  }

  /// Sends one message.
  package func send(_ message: [UInt8]) {
    fatalError("not built yet")
  }

  /// Sends one message of a known size that `fill` writes straight into the send buffer.
  package func send(byteCount: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
    fatalError("not built yet")
  }

  /// Says that no further message follows.
  package func sendEnd() {
    fatalError("not built yet")
  }

  /// Withdraws the call: the server is told and the handler's `finished` is called.
  package func cancel(_ reason: String = "the caller withdrew the call") {
    fatalError("not built yet")
  }

  /// Asks for no further messages until `resumeReading`: flow control makes the server wait.
  package func pauseReading() {
    fatalError("not built yet")
  }

  /// Takes messages again, first those that arrived meanwhile.
  package func resumeReading() {
    fatalError("not built yet")
  }
}
