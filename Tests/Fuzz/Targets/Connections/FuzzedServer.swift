import GRPC
import HTTP2

/// A server connection with a method of each kind, on a clock and a socket that the input moves.
final class FuzzedServer {
  static let paths = [
    "/fuzz.Echo/Unary", "/fuzz.Echo/Download", "/fuzz.Echo/Upload", "/fuzz.Echo/Both",
    "/grpc.health.v1.Health/Watch", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "/nobody/Knows",
  ]

  let connection: ServerConnection
  /// The calls of the streaming methods, in the order of their coming.
  private(set) var streams: [FuzzedStream] = []
  /// Unary calls that wait for an answer.
  private(set) var waiting: [ServerCall] = []
  private(set) var now: UInt64 = 1_000_000_000_000
  /// Whether unary calls are answered at once or wait for `finish`.
  var answersAtOnce = true
  /// How many bytes a flush gets rid of; nil for all.
  var socketRoom: Int?

  private let transport: ServerTransport
  private let health = HealthService()
  private var output = OutputCheck()

  init(limits: TransportLimits = TransportLimits()) {
    let methods = MethodTable()
    transport = ServerTransport(methods: methods, limits: limits)
    connection = transport.connect(peer: Peer(processID: 1, userID: 2, groupID: 3), now: now)
    health.set(status: .serving)
    health.register(in: methods)
    ReflectionService(of: methods).register()
    let unary = MethodDescriptor(service: "fuzz.Echo", method: "Unary")
    methods.add(unary, unary: Answerer(self))
    for (name, streamsIn, streamsOut) in [
      ("Download", false, true), ("Upload", true, false), ("Both", true, true),
    ] {
      let method = MethodDescriptor(
        service: "fuzz.Echo",
        method: name,
        isClientStreaming: streamsIn,
        isServerStreaming: streamsOut
      )
      methods.add(method) { [unowned self] in
        let stream = FuzzedStream(sendsMany: streamsOut)
        streams.append(stream)
        return stream
      }
    }
  }

  deinit {
    connection.abort()
  }

  /// Takes bytes from the peer, in pieces of at most `pieceCount` bytes.
  func receive(_ bytes: [UInt8], pieceCount: Int = .max) throws {
    var rest = bytes[...]
    while !rest.isEmpty, !connection.isClosed {
      let piece = Array(rest.prefix(pieceCount))
      rest = rest.dropFirst(pieceCount)
      piece.withExactMemory { connection.receive($0, now: now) }
      try flush()
    }
  }

  func flush() throws {
    var room = socketRoom ?? .max
    var broken: BrokenPromise?
    connection.flush(now: now) { span in
      let taken = min(span.byteCount, room)
      do throws(BrokenPromise) {
        try output.take(span.withUnsafeBytes { Array($0.prefix(taken)) })
      } catch {
        broken = error
      }
      room -= taken
      return taken
    }
    if let broken { throw broken }
  }

  /// Lets time pass, waking the connection where it asked for it.
  func advance(milliseconds: UInt64) throws {
    let end = now + milliseconds * 1_000_000
    var wakesAtOneTime = 0
    while let due = connection.nextDeadline, due <= end, !connection.isClosed {
      wakesAtOneTime = due > now ? 0 : wakesAtOneTime + 1
      try promise(wakesAtOneTime < 10, "the connection wants to be woken again and again")
      now = max(now, due)
      connection.expire(now: now)
      try flush()
    }
    now = end
  }

  func wait(_ call: ServerCall) {
    waiting.append(call)
  }

  func takeWaiting(_ index: Int) -> ServerCall? {
    waiting.isEmpty ? nil : waiting.remove(at: index % waiting.count)
  }

  /// Ends the connection and checks what it owes its handlers.
  func close() throws {
    connection.abort()
    for call in waiting { call.finish() }
    waiting.removeAll()
    for stream in streams { try stream.checkEnd() }
  }
}

/// Answers with the request, now or later.
private final class Answerer: UnaryHandler {
  private unowned let server: FuzzedServer

  init(_ server: FuzzedServer) {
    self.server = server
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    guard server.answersAtOnce else { return server.wait(call) }
    call.send(message)
    call.finish()
  }
}
