import HTTP2
import Testing

/// The client's end of a session, against a server whose bytes are written by hand.
@Suite struct ClientSessionTests {
  private let final = [(":status", "200"), ("content-type", "application/grpc")]

  @Test("a client opens with the preface, its SETTINGS and its request")
  func opening() {
    let client = RawClientPeer()
    client.start()
    #expect(Array(client.sent.prefix(24)) == Frame.preface)
    let frames = Frame.read(Array(client.sent.dropFirst(24)))
    #expect(frames.map(\.type).first == 4)
    #expect(frames.contains { $0.type == 1 && $0.stream == 1 })
  }

  @Test("informational responses before the final one are passed over")
  func informational() {
    let client = RawClientPeer()
    let answer = client.start()
    client.receive(
      .headers(1, [(":status", "100")]),
      .headers(1, [(":status", "103"), ("x", "y")])
    )
    #expect(answer.fields == nil)
    client.receive(
      .headers(1, final),
      .data(1, [1]),
      .headers(1, [("grpc-status", "0")], end: true)
    )
    #expect(answer.fields?[":status"] == "200")
    #expect(answer.fields?["x"] == nil)
    #expect(answer.body == [1])
    #expect(answer.trailers?["grpc-status"] == "0")
    #expect(answer.stream.fault == nil)
  }

  @Test(
    "a malformed response closes its stream with what was wrong",
    arguments: [
      ([("content-type", "x")], MessageFault.pseudoFieldMissing),
      ([(":status", "20")], .statusInvalid), ([(":status", "2000")], .statusInvalid),
      ([(":status", "abc")], .statusInvalid),
      ([(":status", "200"), (":status", "200")], .pseudoFieldRepeated),
      ([(":status", "200"), (":path", "/")], .pseudoFieldUnknown),
      ([(":status", "200"), ("X", "1")], .nameInvalid),
      ([(":status", "200"), ("upgrade", "1")], .connectionField),
    ]
  )
  func malformed(_ fields: [(String, String)], _ fault: MessageFault) {
    let client = RawClientPeer()
    let answer = client.start()
    client.receive(.headers(1, fields, end: true))
    #expect(answer.stream.fault == fault)
    #expect(answer.closeCode == .protocolError)
    #expect(!client.session.isClosed)
  }

  @Test("an informational response must not end the stream")
  func endedEarly() {
    let client = RawClientPeer()
    let answer = client.start()
    client.receive(.headers(1, [(":status", "100")], end: true))
    #expect(answer.closeCode == .protocolError)
  }

  @Test("a GOAWAY closes the streams it does not name as refused and keeps the others")
  func goAway() {
    let client = RawClientPeer()
    let answers = [client.start(), client.start()]
    client.receive(
      Frame(
        type: 7,
        payload: UInt32(1).bigEndianBytes + UInt32(0).bigEndianBytes + Array("bye".utf8)
      )
    )
    #expect(client.leaving == ["code 0: bye"])
    #expect(answers[1].closeCode == .refusedStream)
    #expect(answers[0].closeCode == nil)
    client.receive(.headers(1, final, end: true))
    #expect(answers[0].isEnded)
    answers[0].stream.end()
    client.flush()
    #expect(client.session.isClosed)
  }

  @Test("a pushed stream ends the connection")
  func push() {
    let client = RawClientPeer()
    client.start()
    client.receive(
      Frame(type: 5, flags: 4, stream: 1, payload: [0, 0, 0, 2] + Frame.block(Head.good))
    )
    #expect(client.session.isClosed)
  }
}

/// A client session whose peer is a test that writes bytes by hand.
final class RawClientPeer: SessionOwner {
  let environment = SessionEnvironment(limits: TransportLimits())
  private(set) var sent: [UInt8] = []
  private(set) var leaving: [String] = []
  private var sessionMade: Session?

  init() {
    sessionMade = Session(.client, environment: environment, owner: self, now: 1)
    receive(.settings(), .settingsAcknowledgement)
  }

  deinit {
    session.abort()
  }

  var session: Session {
    guard let sessionMade else { preconditionFailure("made in init") }
    return sessionMade
  }

  @discardableResult
  func start() -> Answer {
    let answer = Answer()
    let fields = Head.good.map {
      HeaderList.Field(name: Array($0.0.utf8), value: Array($0.1.utf8))
    }
    session.request(HeaderList(fields), on: answer.stream, receiver: answer)
    flush()
    return answer
  }

  func receive(_ frames: Frame...) {
    frames.flatMap(\.bytes).withUnsafeBytes { session.receive($0, now: 1) }
    flush()
  }

  func flush() {
    session.flush(now: 1) { span in
      span.withUnsafeBytes { sent.append(contentsOf: $0) }
      return span.byteCount
    }
  }

  func acceptStream() -> (Stream, any StreamReceiver)? { nil }
  func outputAppeared() {}
  func peerIsLeaving(_ reason: String) { leaving.append(reason) }
}

/// Keeps what came back on one stream.
final class Answer: StreamReceiver {
  let stream = Stream()
  private(set) var fields: [String: String]?
  private(set) var trailers: [String: String]?
  private(set) var body: [UInt8] = []
  private(set) var isEnded = false
  private(set) var closeCode: ErrorCode?

  func headReceived(on stream: Stream, endsStream: Bool) { fields = read(stream) }
  func bodyReceived(_ bytes: UnsafeRawBufferPointer, on stream: Stream) { body += Array(bytes) }
  func drained(_ stream: Stream) {}
  func closed(_ stream: Stream, _ code: ErrorCode) { closeCode = code }

  func endReceived(on stream: Stream) {
    isEnded = true
    trailers = read(stream)
  }

  private func read(_ stream: Stream) -> [String: String] {
    var fields: [String: String] = [:]
    for index in 0..<stream.fields.count {
      let name = String(decoding: stream.fields.name(at: index), as: UTF8.self)
      fields[name] = String(decoding: stream.fields.value(at: index), as: UTF8.self)
    }
    return fields
  }
}
