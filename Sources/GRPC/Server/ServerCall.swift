/// The server's side of one call, from its request head to its status.
///
/// Handlers may keep it and answer late: after the client reset the call, its deadline passed
/// or the connection went away, `send` and `finish` do nothing. Confined to one thread.
package final class ServerCall {
  /// Which method is called.
  package var method: MethodDescriptor { fatalError("not built yet") }

  /// The process that called.
  package var peer: Peer { fatalError("not built yet") }

  /// The connection the call came by; nil once it is gone.
  package var connection: ServerConnection? { fatalError("not built yet") }

  /// The metadata the client sent, without the protocol's own fields.
  ///
  /// Built at each access; to look at one key, `metadataText` costs less.
  package var metadata: Metadata { fatalError("not built yet") }

  /// When the client stops waiting, in monotonic nanoseconds; nil if it waits forever.
  package private(set) var deadlineNanoseconds: UInt64?

  /// Whether the client no longer waits: reset, deadline passed, or connection gone.
  package private(set) var isCancelled = false

  /// How many bytes were sent by the handler and not yet taken by the connection.
  package var bufferedByteCount: Int { fatalError("not built yet") }

  /// A place for the handler's or the gate's own data; emptied when the call is over.
  package var context: AnyObject?

  init() {}

  /// The first value of a text key in the client's metadata; reads only the bytes of that key.
  package func metadataText(_ key: StaticString) -> String? {
    fatalError("not built yet")
  }

  /// Sends initial metadata; only before the first message, at most once.
  ///
  /// Without it empty initial metadata goes out with the first message.
  package func sendInitialMetadata(_ metadata: Metadata) {
    fatalError("not built yet")
  }

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

  /// Ends the call with success.
  package func finish() {
    fatalError("not built yet")
  }

  /// Ends the call with a status and trailing metadata.
  package func finish(_ status: Status, trailingMetadata: Metadata = Metadata()) {
    fatalError("not built yet")
  }

  /// Asks for no further messages until `resumeReading`: flow control makes the client wait.
  package func pauseReading() {
    fatalError("not built yet")
  }

  /// Takes messages again, first those that arrived meanwhile.
  package func resumeReading() {
    fatalError("not built yet")
  }
}
