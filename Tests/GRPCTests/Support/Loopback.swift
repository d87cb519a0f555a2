import GRPC
import HTTP2

/// Connects a client and a server connection in memory, with a clock that stands still.
final class Loopback: ServerConnectionOwner {
  let transport: ServerTransport
  private var serverMade: ServerConnection?
  let client: ClientConnection
  var now: UInt64 = 1_000_000_000_000

  /// While false, what the server sends is left in its hands, as if the socket were full.
  var clientReads = true

  /// How many bytes a write takes before the "socket" is full; nil for no bound.
  var socketRoom: Int?

  /// Whether the server has said that it has output, as owners wait for before they flush.
  private var serverHasOutput = false

  init(
    _ methods: MethodTable,
    limits: TransportLimits = TransportLimits(),
    clientLimits: TransportLimits = TransportLimits()
  ) {
    transport = ServerTransport(methods: methods, limits: limits)
    client = ClientConnection(limits: clientLimits, now: now)
    serverMade = transport.connect(
      peer: Peer(processID: 7, userID: 1000, groupID: 100),
      now: now,
      owner: self
    )
  }

  var server: ServerConnection {
    guard let serverMade else { preconditionFailure("made in init") }
    return serverMade
  }

  deinit {
    client.connectionLost("the test is over")
    server.abort()
  }

  /// Starts a call that sends these messages and no more.
  @discardableResult
  func call(
    _ method: MethodDescriptor,
    _ messages: [[UInt8]],
    metadata: Metadata = Metadata(),
    timeoutSeconds: Double? = nil,
    _ recorder: Recorder
  ) -> ClientCall {
    let deadline = timeoutSeconds.map { now + UInt64($0 * 1e9) }
    let call = client.start(
      method,
      metadata: metadata,
      deadlineNanoseconds: deadline,
      handler: recorder,
      now: now
    )
    for message in messages { call.send(message) }
    call.sendEnd()
    return call
  }

  /// Makes one unary call and carries it to its end.
  func unary(_ message: [UInt8], metadata: Metadata = Metadata()) -> Recorder {
    let recorder = Recorder()
    call(Methods.unary, [message], metadata: metadata, recorder)
    pump()
    return recorder
  }

  /// Carries bytes both ways until neither side has more to say.
  func pump() {
    while carry() {}
  }

  /// Carries what each side has to say now, once; false if that was nothing.
  @discardableResult
  func carry() -> Bool {
    var toServer = client.hasOutput || client.hasUnsentBytes ? collect(client.flush) : []
    if !toServer.isEmpty { server.receive(toServer.span.bytes, now: now) }
    // Nobody may look at the bytes once `receive` has returned.
    for index in toServer.indices { toServer[index] = 0xee }
    guard clientReads else { return !toServer.isEmpty }
    var toClient: [UInt8] = []
    if serverHasOutput || server.hasUnsentBytes {
      serverHasOutput = false
      toClient = collect(server.flush)
    }
    if !toClient.isEmpty { client.receive(toClient.span.bytes, now: now) }
    for index in toClient.indices { toClient[index] = 0xee }
    return !toServer.isEmpty || !toClient.isEmpty
  }

  func connectionHasOutput(_ connection: ServerConnection) {
    serverHasOutput = true
  }

  /// Lets time pass and wakes both sides where they asked for it.
  func advance(seconds: Double) {
    let end = now + UInt64(seconds * 1e9)
    while let due = [server.nextDeadline, client.nextDeadline].compactMap({ $0 }).min(), due <= end
    {
      now = max(now, due)
      server.expire(now: now)
      client.expire(now: now)
      pump()
    }
    now = end
  }

  private func collect(_ flush: (UInt64, (RawSpan) -> Int) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    flush(now) { span in
      let room = min(span.byteCount, socketRoom.map { $0 - bytes.count } ?? .max)
      span.withUnsafeBytes { bytes.append(contentsOf: $0.prefix(room)) }
      return room
    }
    return bytes
  }
}
