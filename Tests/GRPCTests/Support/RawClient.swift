import GRPC
import HTTP2

/// An HTTP/2 client that knows nothing of gRPC, to send what no gRPC client would.
final class RawClient: SessionOwner {
  let transport: ServerTransport
  let server: ServerConnection
  let environment: SessionEnvironment
  private var sessionMade: Session?
  var now: UInt64 = 1_000_000_000_000

  init(_ methods: MethodTable, limits: TransportLimits = TransportLimits()) {
    transport = ServerTransport(methods: methods, limits: limits)
    server = transport.connect(peer: Peer(processID: 1, userID: 2, groupID: 3), now: now)
    environment = SessionEnvironment(limits: TransportLimits())
    sessionMade = Session(.client, environment: environment, owner: self, now: now)
    pump()
  }

  deinit {
    session.abort()
    server.abort()
  }

  var session: Session {
    guard let sessionMade else { preconditionFailure("made in init") }
    return sessionMade
  }

  /// The head of a good request to the unary method.
  static let head = [
    (":method", "POST"), (":scheme", "http"), (":path", "/test.Echo/Unary"),
    (":authority", "localhost"), ("te", "trailers"), ("content-type", "application/grpc"),
  ]

  /// A good head with one field changed, or taken away.
  static func head(_ name: String, _ value: String?) -> [(String, String)] {
    guard let value else { return head.filter { $0.0 != name } }
    guard head.contains(where: { $0.0 == name }) else { return head + [(name, value)] }
    return head.map { $0.0 == name ? (name, value) : $0 }
  }

  /// Sends a head and a body and carries what both sides have to say.
  @discardableResult
  func request(
    _ head: [(String, String)] = RawClient.head,
    _ body: [UInt8]? = nil,
    ends: Bool = true
  ) -> Response {
    let response = Response()
    let fields = head.map { HeaderList.Field(name: Array($0.0.utf8), value: Array($0.1.utf8)) }
    session.request(HeaderList(fields), on: response.stream, receiver: response)
    if let body { response.write(body) }
    if ends { response.stream.end() }
    pump()
    return response
  }

  func pump() {
    while true {
      var toServer = collect(session.flush, at: now)
      if !toServer.isEmpty { server.receive(toServer.span.bytes, now: now) }
      // Nobody may look at the bytes once `receive` has returned.
      for index in toServer.indices { toServer[index] = 0xee }
      let toClient = collect(server.flush, at: now)
      toClient.withUnsafeBytes { if !$0.isEmpty { session.receive($0, now: now) } }
      if toServer.isEmpty && toClient.isEmpty { return }
    }
  }

  /// Lets time pass for the server.
  func advance(seconds: Double) {
    let end = now + UInt64(seconds * 1e9)
    while let due = server.nextDeadline, due <= end {
      now = max(now, due)
      server.expire(now: now)
      pump()
      if server.isClosed { break }
    }
    now = end
  }

  func acceptStream() -> (Stream, any StreamReceiver)? { nil }
}

/// Keeps what came back on one stream.
final class Response: StreamReceiver {
  let stream = Stream()
  private(set) var head: [String: String] = [:]
  private(set) var trailers: [String: String] = [:]
  private(set) var body: [UInt8] = []
  private(set) var closeCode: ErrorCode?
  private var headEnded = false

  /// The number in `grpc-status`, wherever it came.
  var grpcStatus: String? { trailers["grpc-status"] ?? head["grpc-status"] }
  /// The text of `grpc-message`, wherever it came.
  var grpcMessage: String? { trailers["grpc-message"] ?? head["grpc-message"] }

  func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    stream.write(byteCount: bytes.count) { $0.copyBytes(from: bytes) }
  }

  func headReceived(on stream: Stream, endsStream: Bool) {
    head = fields(stream)
    headEnded = endsStream
  }

  func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream) {
    body += Array(bytes)
    stream.consume(bytes.count)
  }

  func endReceived(on stream: Stream) {
    if !headEnded { trailers = fields(stream) }
  }

  func drained(_ stream: Stream) {}
  func closed(_ stream: Stream, _ code: ErrorCode) { closeCode = code }

  private func fields(_ stream: Stream) -> [String: String] {
    var fields: [String: String] = [:]
    for index in 0..<stream.fields.count {
      let name = String(decoding: stream.fields.name(at: index), as: UTF8.self)
      fields[name] = String(decoding: stream.fields.value(at: index), as: UTF8.self)
    }
    return fields
  }
}

/// One message with its prefix.
func framed(_ message: [UInt8], flag: UInt8 = 0, length: Int? = nil) -> [UInt8] {
  let count = UInt32(length ?? message.count)
  return [
    flag, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255),
    UInt8(count & 255),
  ] + message
}
