import HTTP2

/// The server's side of one call, from its request head to its status.
///
/// Handlers may keep it and answer late: after the client reset the call, its deadline passed
/// or the connection went away, `send` and `finish` do nothing. Confined to one thread.
///
/// Calls are recycled: a handler must let go of a call once it has finished it.
package final class ServerCall {
  /// A place for the handler's or the gate's own data; emptied when the call is over.
  package var context: AnyObject? {
    get { attached }
    set { attached = newValue }
  }

  /// When the client stops waiting, in monotonic nanoseconds; nil if it waits forever.
  @exclusivity(unchecked) package internal(set) var deadlineNanoseconds: UInt64?

  /// Whether the client no longer waits: reset, deadline passed, or connection gone.
  @exclusivity(unchecked) package internal(set) var isCancelled = false

  /// Whether the handler is done with this call: it finished or was told of the cancellation.
  @exclusivity(unchecked) package internal(set) var isFinished = false

  /// The process that called.
  package var peer: Peer { caller }

  // Other modules would reach these only by accesses that are checked at run time.
  private var attached: AnyObject?
  private var caller = Peer(processID: 0, userID: 0, groupID: 0)

  let stream = Stream()
  // What every call needs of its transport, which need not be followed and retained for it.
  let limits: TransportLimits
  let methods: MethodTable
  let responseHead: HeaderList
  let okTrailers: HeaderList
  /// The connection, which outlives its calls; following it this way retains nothing.
  var server: Unmanaged<ServerConnection>?
  /// What is called; it lives as long as the table of methods.
  var entry: Unmanaged<MethodTable.Method>?
  var handler: (any StreamHandler)?

  @exclusivity(unchecked) var reader = MessageReader()
  var creditDue = 0
  var creditedEarly = 0
  var heldByteCount = 0
  var enlargedWindowBytes = 0
  var incompleteSince: UInt64?
  var isPaused = false
  var isRemoteEnded = false
  var isEndDelivered = false
  var isDelivering = false
  var hasSentHead = false
  var hasSentMessage = false
  var isLingering = false
  var encodingWords: String?

  init(transport: ServerTransport) {
    limits = transport.limits
    methods = transport.methods
    responseHead = transport.responseHead
    okTrailers = transport.okTrailers
  }

  /// Which method is called.
  package var method: MethodDescriptor {
    guard let entry else { preconditionFailure("a call reaches a handler by its method") }
    return entry.takeUnretainedValue().descriptor
  }

  /// Whether the client may send any number of messages.
  var isClientStreaming: Bool {
    entry?._withUnsafeGuaranteedRef { $0.descriptor.isClientStreaming } ?? false
  }

  /// Whether any number of messages may be sent to the client.
  var isServerStreaming: Bool {
    entry?._withUnsafeGuaranteedRef { $0.descriptor.isServerStreaming } ?? false
  }

  /// The connection the call came by; nil once it is gone.
  package var connection: ServerConnection? { servedBy }

  /// The connection for those who may take their time: it is retained.
  var servedBy: ServerConnection? { server?.takeUnretainedValue() }

  /// How many bytes were sent by the handler and not yet taken by the connection.
  package var bufferedByteCount: Int { stream.queuedByteCount }

  /// The metadata the client sent, without the protocol's own fields.
  ///
  /// Built at each access; to look at one key, `metadataText` costs less.
  package var metadata: Metadata { Metadata(stream.fields) }

  /// The first value of a text key in the client's metadata; makes no other String.
  package func metadataText(_ key: StaticString) -> String? {
    stream.firstField(key).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes a recycled call new.
  func begin(on connection: ServerConnection) {
    server = Unmanaged.passUnretained(connection)
    caller = connection.peer
    context = nil
    deadlineNanoseconds = nil
    isCancelled = false
    isFinished = false
    entry = nil
    creditDue = 0
    creditedEarly = 0
    incompleteSince = nil
    isPaused = false
    isRemoteEnded = false
    isEndDelivered = false
    hasSentHead = false
    hasSentMessage = false
    isLingering = false
    encodingWords = nil
  }

  /// Frees the call's place if both its stream is gone and its handler is done with it.
  func settle() {
    guard let server, !stream.isOpen else { return }
    if isFinished {
      self.server = nil
      context = nil
      handler = nil
      server._withUnsafeGuaranteedRef { $0.callEnded(self, lingered: isLingering) }
    } else if !isLingering {
      isLingering = true
      server._withUnsafeGuaranteedRef { $0.linger(self) }
    }
  }

  /// The connection is gone for good; the handler may answer into the void.
  func detach() {
    server = nil
  }
}
