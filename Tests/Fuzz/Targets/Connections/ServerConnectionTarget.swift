import GRPC
import HTTP2

/// HTTP/2 and gRPC as a peer may garble them: the input is what the peer sends and when, what the
/// handlers do meanwhile, and how much the socket takes.
///
/// Behind two bytes of choices stands a list of commands. Frames have their lengths filled in, so
/// that the fuzzer need not guess them; a command for bare bytes makes the wrong ones.
enum ServerConnectionTarget: FuzzTarget {
  static let name = "server-connection"

  static let seeds: [[UInt8]] = [
    // A unary call in one go, one that is answered later, and one that is reset.
    [0, 0, 1, 0, 2, 1, 5, 7, 7],
    [2, 0, 1, 0, 2, 1, 3, 6, 0, 5, 200, 7, 7],
    [0, 0, 1, 0, 0, 3, 0, 1, 4, 0, 0, 0, 8],
    // Streams both ways, with pauses, a full socket, a PING and a WINDOW_UPDATE.
    [0, 3, 1, 3, 2, 0, 9, 6, 200, 10, 2, 1, 1, 7, 0],
    [0, 0, 1, 2, 8, 0, 2, 0, 30, 8, 0, 2, 1, 30, 7, 0],
    [0, 0, 1, 1, 2, 1, 0, 9, 0, 6, 255, 6, 255, 9, 1, 7, 0],
    [0, 9, 0, 6, 0, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0, 8, 0, 0, 4, 0, 0, 1, 0],
    // The standard services, a path that nobody knows, a header block in pieces.
    [0, 0, 1, 4, 2, 1, 0, 5, 50], [0, 0, 1, 5, 2, 1, 0, 7, 0], [0, 0, 1, 6, 2, 1, 0],
    [0, 0, 0, 1, 0, 1, 3, 0x83, 0x86, 0x84, 0, 9, 4, 1, 2, 0x82, 0x87],
    // No handshake; a long silence; a drain.
    [1, 0, 4, 24] + WireFrame.preface + [5, 255, 5, 255], [0, 0, 5, 255, 5, 255, 5, 255],
    [0, 0, 1, 0, 11, 2, 1, 3, 5, 200],
  ]

  static func run(_ input: RawSpan) throws {
    var input = FuzzInput(input)
    let choices = input.byte()
    let pieceCount = Int(input.byte())
    let server = FuzzedServer(limits: choices & 4 == 0 ? TransportLimits() : tightLimits)
    server.answersAtOnce = choices & 2 == 0
    var player = Player(server: server, pieceCount: pieceCount == 0 ? .max : pieceCount)
    if choices & 1 == 0 { try server.receive(WireFrame.preface + WireFrame.settings) }
    while !input.isEmpty, !server.connection.isClosed {
      try player.play(&input)
    }
    if choices & 8 == 0 { try checkSilence(of: server) }
    try server.close()
  }

  /// A peer that falls silent and does not answer the PING is given up.
  private static func checkSilence(of server: FuzzedServer) throws {
    server.socketRoom = nil
    try server.flush()
    try server.advance(milliseconds: 27_000)
    try promise(server.connection.isClosed, "a silent peer was kept")
  }

  private static var tightLimits: TransportLimits {
    var limits = TransportLimits()
    limits.messageBytes = 100
    limits.metadataBytes = 300
    limits.concurrentCalls = 3
    limits.heldBytes = 200
    limits.unsentBytes = 1_000
    limits.lowWaterBytes = 100
    return limits
  }
}

/// Carries the commands out.
private struct Player {
  let server: FuzzedServer
  let pieceCount: Int
  var nextStream: UInt32 = 1

  mutating func play(_ input: inout FuzzInput) throws {
    switch input.choice(12) {
    case 0: try frame(&input)
    case 1: try request(&input)
    case 2: try message(&input)
    case 3: try data(&input)
    case 4:
      let count = Int(input.byte())
      try send(input.take(count))
    case 5: try server.advance(milliseconds: UInt64(input.byte()) * 100)
    case 6: try answer(&input)
    case 7:
      let room = input.byte()
      server.socketRoom = room == 0 ? nil : Int(room) - 1
      try server.flush()
    case 8: pauseOrResume(&input)
    case 9: try answerStream(&input)
    case 10: try server.receive(WireFrame.frame(type: 6, flags: 1, stream: 0, input.take(8)))
    default:
      server.connection.drain(now: server.now)
      try server.flush()
    }
  }

  private func send(_ bytes: [UInt8]) throws {
    try server.receive(bytes, pieceCount: pieceCount)
  }

  /// Any frame with the length of its payload.
  private func frame(_ input: inout FuzzInput) throws {
    let type = input.byte()
    let flags = input.byte()
    let stream = UInt32(input.byte())
    let count = Int(input.byte())
    try send(WireFrame.frame(type: type, flags: flags, stream: stream, input.take(count)))
  }

  /// The head of a good request to one of the methods.
  private mutating func request(_ input: inout FuzzInput) throws {
    let choice = input.byte()
    let path = FuzzedServer.paths[Int(choice & 15) % FuzzedServer.paths.count]
    var fields = WireFrame.request(path)
    if choice & 16 != 0 { fields.append(("grpc-timeout", "3S")) }
    if choice & 32 != 0 { fields.append(("grpc-encoding", "gzip")) }
    try send(WireFrame.headers(fields, stream: nextStream, end: choice & 128 != 0))
    nextStream += 2
  }

  /// A whole message on the stream that was opened last.
  private func message(_ input: inout FuzzInput) throws {
    let end = input.byte() & 1 != 0
    let count = Int(input.byte()) * 4
    let bytes = [UInt8](repeating: 7, count: count)
    try send(WireFrame.data(WireFrame.message(bytes), stream: nextStream &- 2, end: end))
  }

  /// Any bytes on any stream.
  private func data(_ input: inout FuzzInput) throws {
    let choice = input.byte()
    let count = Int(input.byte())
    try send(
      WireFrame.data(input.take(count), stream: UInt32(choice >> 1), end: choice & 1 != 0)
    )
  }

  /// Ends a call that waits for its answer.
  private func answer(_ input: inout FuzzInput) throws {
    let choice = Int(input.byte())
    if let call = server.takeWaiting(choice) {
      if choice & 1 == 0 { call.send([1, 2, 3]) }
      if choice & 2 == 0 { call.finish() } else { call.finish(Status(.aborted, "ą\n%")) }
    }
    try server.flush()
  }

  private func pauseOrResume(_ input: inout FuzzInput) {
    let choice = Int(input.byte())
    guard !server.streams.isEmpty else { return }
    let call = server.streams[choice / 2 % server.streams.count].call
    if choice & 1 == 0 { call?.pauseReading() } else { call?.resumeReading() }
  }

  private func answerStream(_ input: inout FuzzInput) throws {
    let choice = Int(input.byte())
    guard !server.streams.isEmpty else { return }
    let stream = server.streams[choice / 8 % server.streams.count]
    switch choice % 8 {
    case 0: stream.finish()
    case 1: stream.send(100_000)
    default: stream.send(choice * 8)
    }
    try server.flush()
  }
}
