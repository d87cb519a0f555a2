import HTTP2

/// A server session whose peer is a test that writes bytes by hand.
final class RawPeer: SessionOwner {
  let environment: SessionEnvironment
  private(set) var requests: [Request] = []
  private(set) var sent: [Frame] = []
  private var sessionMade: Session?
  var now: UInt64 = 1_000_000_000_000

  /// Whether new streams are taken, and what happens to them.
  var accepts = true
  var sentFloodFrames = 0
  var onHead: ((Request) -> Void)?

  /// How many bytes the socket takes before it is full; nil for no bound.
  var socketRoom: Int?

  init(limits: TransportLimits = TransportLimits(), shakesHands: Bool = true) {
    environment = SessionEnvironment(limits: limits)
    sessionMade = Session(.server, environment: environment, owner: self, now: now)
    guard shakesHands else { return }
    receive(Frame.preface)
    receive(Frame.settings().bytes + Frame.settingsAcknowledgement.bytes)
  }

  deinit {
    session.abort()
  }

  var session: Session {
    guard let sessionMade else { preconditionFailure("made in init") }
    return sessionMade
  }

  /// The code of the GOAWAY that ended the connection, if one did.
  var farewellCode: UInt32? {
    sent.last { $0.type == 7 && $0.errorCode != 0 }?.errorCode
  }

  /// The code with which a stream was reset, if it was.
  func resetCode(of stream: UInt32) -> UInt32? {
    sent.last { $0.type == 3 && $0.stream == stream }?.errorCode
  }

  func receive(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { session.receive($0, now: now) }
    flush()
  }

  func receive(_ frames: Frame...) {
    receive(frames.flatMap(\.bytes))
  }

  func flush() {
    var room = socketRoom ?? .max
    var bytes: [UInt8] = []
    session.flush(now: now) { span in
      let taken = min(span.byteCount, room)
      span.withUnsafeBytes { bytes.append(contentsOf: $0.prefix(taken)) }
      room -= taken
      return taken
    }
    sent += Frame.read(bytes)
  }

  /// Lets time pass and wakes the session where it asked for it.
  func advance(seconds: Double) {
    let end = now + UInt64(seconds * 1e9)
    while let due = session.nextDeadline, due <= end {
      now = max(now, due)
      session.expire(now: now)
      flush()
      if session.isClosed { break }
    }
    now = end
  }

  func acceptStream() -> (Stream, any StreamReceiver)? {
    guard accepts else { return nil }
    let request = Request(self)
    requests.append(request)
    return (request.stream, request)
  }

  func outputAppeared() {}
  func peerIsLeaving(_ reason: String) {}
}

/// Keeps what arrived on one stream.
final class Request: StreamReceiver {
  let stream = Stream()
  private(set) var fields: [String: String]?
  private(set) var body: [UInt8] = []
  private(set) var isEnded = false
  private(set) var closeCode: ErrorCode?
  private(set) var drainedCount = 0
  private unowned let peer: RawPeer

  init(_ peer: RawPeer) {
    self.peer = peer
  }

  func headReceived(on stream: Stream, endsStream: Bool) {
    var fields: [String: String] = [:]
    for index in 0..<stream.fields.count {
      let name = String(decoding: stream.fields.name(at: index), as: UTF8.self)
      fields[name] = String(decoding: stream.fields.value(at: index), as: UTF8.self)
    }
    self.fields = fields
    peer.onHead?(self)
  }

  func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream) {
    body += Array(bytes)
  }

  func endReceived(on stream: Stream) { isEnded = true }
  func drained(_ stream: Stream) { drainedCount += 1 }
  func closed(_ stream: Stream, _ code: ErrorCode) { closeCode = code }
}

/// The head of a good request, to be changed by tests.
enum Head {
  static let good: [(String, String)] = [
    (":method", "POST"), (":scheme", "http"), (":path", "/a/b"), (":authority", "localhost"),
    ("te", "trailers"), ("content-type", "application/grpc"),
  ]

  /// A good head without one of its fields.
  static func without(_ name: String) -> [(String, String)] {
    good.filter { $0.0 != name }
  }

  /// A good head with one of its fields changed.
  static func with(_ name: String, _ value: String) -> [(String, String)] {
    good.map { $0.0 == name ? (name, value) : $0 }
  }
}
