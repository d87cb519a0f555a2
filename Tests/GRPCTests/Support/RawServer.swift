import GRPC
import HTTP2

/// An HTTP/2 server that answers whatever a test wants, to a real client connection.
final class RawServer: SessionOwner {
  let client: ClientConnection
  let environment: SessionEnvironment
  private var sessionMade: Session?
  private(set) var requests: [RawRequest] = []
  var now: UInt64 = 1_000_000_000_000

  /// Called with each request once its head is there.
  var onRequest: ((RawRequest) -> Void)?

  init(limits: TransportLimits = TransportLimits(), clientLimits: TransportLimits? = nil) {
    client = ClientConnection(limits: clientLimits ?? limits, now: now)
    environment = SessionEnvironment(limits: limits)
    sessionMade = Session(.server, environment: environment, owner: self, now: now)
  }

  deinit {
    session.abort()
    client.connectionLost("the test is over")
  }

  var session: Session {
    guard let sessionMade else { preconditionFailure("made in init") }
    return sessionMade
  }

  /// Makes a call with one message and carries what both sides have to say.
  func call(_ method: MethodDescriptor = Methods.unary, metadata: Metadata = Metadata()) -> Recorder
  {
    let recorder = Recorder()
    let call = client.start(method, metadata: metadata, handler: recorder, now: now)
    call.send([1])
    call.sendEnd()
    pump()
    return recorder
  }

  func pump() {
    while true {
      let toServer = collect(client.flush, at: now)
      toServer.withUnsafeBytes { if !$0.isEmpty { session.receive($0, now: now) } }
      let toClient = collect(session.flush, at: now)
      if !toClient.isEmpty { client.receive(toClient.span.bytes, now: now) }
      if toServer.isEmpty && toClient.isEmpty { return }
    }
  }

  func acceptStream() -> (Stream, any StreamReceiver)? {
    let request = RawRequest(self)
    requests.append(request)
    return (request.stream, request)
  }
}

/// One request at a raw server.
final class RawRequest: StreamReceiver {
  let stream = Stream()
  private(set) var fields: [String: String] = [:]
  private(set) var closeCode: ErrorCode?
  private unowned let server: RawServer

  init(_ server: RawServer) {
    self.server = server
  }

  /// Answers with a head, a body and trailers, whatever they are.
  func answer(
    _ head: [(String, String)],
    _ body: [UInt8] = [],
    trailers: [(String, String)]? = nil
  ) {
    stream.respond(list(head))
    if !body.isEmpty { stream.write(byteCount: body.count) { $0.copyBytes(from: body) } }
    stream.end(trailers: trailers.map(list))
  }

  /// Answers with nothing but a head.
  func answerOnly(_ head: [(String, String)]) {
    stream.respondAndEnd(list(head))
  }

  func headReceived(on stream: Stream, endsStream: Bool) {
    for index in 0..<stream.fields.count {
      let name = String(decoding: stream.fields.name(at: index), as: UTF8.self)
      fields[name] = String(decoding: stream.fields.value(at: index), as: UTF8.self)
    }
    server.onRequest?(self)
  }

  func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream) {}
  func endReceived(on stream: Stream) {}
  func drained(_ stream: Stream) {}
  func closed(_ stream: Stream, _ code: ErrorCode) { closeCode = code }

  private func list(_ fields: [(String, String)]) -> HeaderList {
    HeaderList(
      fields.map { HeaderList.Field(name: Array($0.0.utf8), value: Array($0.1.utf8)) }
    )
  }
}
