/// Takes what happens on one stream.
///
/// Called from inside the session's `receive`, `flush` or `expire`: it may write, end and reset
/// streams, but must not call those three.
package protocol StreamReceiver: AnyObject {
  /// A whole header block arrived in `stream.fields`: a request, or a final response.
  func headReceived(on stream: Stream, endsStream: Bool)

  /// A piece of the body arrived.
  ///
  /// The bytes lie in what was passed to the session's `receive` and are valid until it returns.
  func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream)

  /// The peer has ended its side; trailers, if any, are in `stream.fields` of a client.
  func endReceived(on stream: Stream)

  /// What was written has drained below the low-water mark.
  func drained(_ stream: Stream)

  /// The stream is gone and nothing can be written any more.
  func closed(_ stream: Stream, _ code: ErrorCode)
}

/// One HTTP/2 stream: the head that arrived, the bytes that wait to leave, how it ends.
///
/// Streams are made by their user and may be used again after they were closed.
///
/// Properties whose exclusivity the compiler cannot prove are marked unchecked, here and in the
/// classes that work with streams: the dynamic check costs a third of a request. They are
/// confined to one thread, and nothing that runs during a mutation comes back to it.
package final class Stream {
  /// The number on the wire; 0 while the stream belongs to no session.
  @exclusivity(unchecked) package internal(set) var id: Int32 = 0

  /// The fields of the head, or of the trailers once `endReceived` is called on a client.
  package let fields = FieldList()

  /// The header list of the peer was larger than the limit, so `fields` are not complete.
  package var fieldsOverflowed: Bool { fields.isCut }

  /// The peer has ended its side.
  @exclusivity(unchecked) package internal(set) var isRemoteEnded = false

  /// This side has written its last byte, though it may not have left yet.
  @exclusivity(unchecked) package internal(set) var isLocalEnded = false

  /// How many bytes of body were sent on the wire.
  @exclusivity(unchecked) package internal(set) var sentByteCount = 0

  /// When the oldest of the bytes that wait was written.
  @exclusivity(unchecked) package internal(set) var waitingSince: UInt64 = 0

  /// The session, which outlives every stream it has; following it this way retains nothing.
  @exclusivity(unchecked) @usableFromInline var session: Unmanaged<Session>?

  /// Who takes what happens on the stream; nil once it is closed.
  @exclusivity(unchecked) package internal(set) var receiver: (any StreamReceiver)?

  @exclusivity(unchecked) var rules = MessageRules(.request)
  var fieldByteCount = 0
  @exclusivity(unchecked) var output = ByteQueue()
  var trailers: HeaderList?
  var liveIndex = 0
  var isHeadSubmitted = false
  var isDeferred = false
  var wantsDrained = false
  var isReset = false
  var isReadingTrailers = false
  var hasFinalHead = false

  /// What was wrong with the peer's message, if that is why the stream ended.
  @exclusivity(unchecked) package internal(set) var fault: MessageFault?

  /// Makes a stream for one use after another.
  package init() {}

  /// Whether the stream is part of a session: something can still be written or reset.
  @inlinable
  package var isOpen: Bool { session != nil }

  /// How many written bytes have not been sent.
  package var queuedByteCount: Int { output.count }

  /// The value of the first field of a name in `fields`, or nil; valid until those change.
  package func firstField(_ name: StaticString) -> UnsafeRawBufferPointer? { fields.first(name) }

  /// The numeric `:status` of the response a client received.
  package var status: Int { rules.status }

  /// Calls the receiver without counting references: it is taken out of its place meanwhile.
  ///
  /// No stream is closed while its receiver is at work, so nobody misses it there.
  @inline(__always)
  func withReceiver(_ call: (any StreamReceiver) -> Void) {
    guard let receiver = receiver.take() else { return }
    call(receiver)
    self.receiver = consume receiver
  }

  /// Makes a recycled stream new; its receiver is set afterwards.
  func reuse(id: Int32, session: Session, _ kind: MessageRules.Kind) {
    precondition(self.session == nil, "stream \(self.id) is still in use")
    self.id = id
    self.session = Unmanaged.passUnretained(session)
    rules = MessageRules(kind)
    fields.removeAll()
    fields.isCut = false
    fieldByteCount = 0
    isRemoteEnded = false
    isLocalEnded = false
    sentByteCount = 0
    output.removeAll()
    trailers = nil
    isHeadSubmitted = false
    isDeferred = false
    wantsDrained = false
    isReset = false
    isReadingTrailers = false
    hasFinalHead = false
    fault = nil
    waitingSince = 0
  }
}
