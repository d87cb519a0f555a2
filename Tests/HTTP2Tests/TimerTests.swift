import HTTP2
import Testing

/// Peers that are slow to begin, to end, to read or to answer (K12), on a clock of the test's.
@Suite struct TimerTests {
  @Test(
    "who has not shaken hands within 5 s is cut off",
    arguments: [
      [], Array(Frame.preface.prefix(5)), Frame.preface,
      Frame.preface + [0, 0, 0],
    ]
  )
  func handshake(_ bytes: [UInt8]) {
    let peer = RawPeer(shakesHands: false)
    if !bytes.isEmpty { peer.receive(bytes) }
    peer.advance(seconds: 4)
    #expect(!peer.session.isClosed)
    peer.advance(seconds: 1)
    #expect(peer.session.isClosed)
    #expect(peer.session.closeReason == "the handshake took too long")
  }

  @Test("a handshake in many small pieces is good")
  func slowHandshake() {
    let peer = RawPeer(shakesHands: false)
    for byte in Frame.preface + Frame.settings().bytes {
      peer.receive([byte])
      peer.now += 10_000_000
    }
    peer.advance(seconds: 6)
    #expect(!peer.session.isClosed)
  }

  @Test("what does not begin with the preface is closed at once")
  func notHTTP2() {
    let peer = RawPeer(shakesHands: false)
    peer.receive(Array("GET / HTTP/1.1\r\n".utf8))
    #expect(peer.session.isClosed)
    #expect(peer.sent.isEmpty)
  }

  @Test(
    "a frame or header block begun and not ended is cut off within 5 s",
    arguments: [
      [UInt8](arrayLiteral: 0, 0, 4, 0),
      Array(Frame.headers(1, Head.good).bytes.prefix(9)),
      Array(Frame.headers(1, Head.good).bytes.dropLast()),
      Frame.headers(1, Head.good, endHeaders: false).bytes,
      Frame.headers(1, Head.good, endHeaders: false).bytes + Frame.continuation(1, []).bytes,
      Array(Frame(type: 0xee, payload: [1, 2, 3]).bytes.dropLast()),
      Array(Frame.settings([(3, 1)]).bytes.dropLast()),
    ]
  )
  func unfinished(_ bytes: [UInt8]) {
    let peer = RawPeer()
    peer.receive(bytes)
    peer.advance(seconds: 4)
    #expect(!peer.session.isClosed)
    peer.advance(seconds: 1)
    #expect(peer.session.isClosed)
    #expect(peer.farewellCode == ErrorCode.enhanceYourCalm.rawValue)
  }

  @Test("a byte every second does not buy time for an unfinished frame")
  func drip() {
    let peer = RawPeer()
    let bytes = Frame.headers(1, Head.good).bytes
    for byte in bytes.prefix(5) {
      peer.receive([byte])
      peer.advance(seconds: 1)
    }
    #expect(peer.session.isClosed)
  }

  @Test("large frames one after the other are not taken for one unfinished frame")
  func steady() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good))
    let frame = Frame.data(1, [UInt8](repeating: 1, count: 1_000)).bytes
    var rest = (frame + frame + frame + frame + frame + frame + frame + frame)[...]
    while !rest.isEmpty {
      peer.receive(Array(rest.prefix(400)))
      rest = rest.dropFirst(400)
      peer.advance(seconds: 1)
    }
    #expect(!peer.session.isClosed)
    #expect(peer.requests.first?.body.count == 8_000)
  }

  @Test("after 20 s of silence a PING goes out, and any sign of life answers it")
  func silence() {
    let peer = RawPeer()
    for _ in 0..<10 {
      peer.advance(seconds: 19)
      let pings = peer.sent.filter { $0.type == 6 }.count
      peer.advance(seconds: 2)
      #expect(peer.sent.filter { $0.type == 6 }.count == pings + 1)
      peer.receive(.ping(acknowledge: true, [0, 0, 0, 0, 0, 0, 0, 0]))
    }
    #expect(!peer.session.isClosed)
  }

  @Test("a peer that does not answer the PING is closed 5 s later, not before")
  func dead() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good))
    peer.advance(seconds: 24)
    #expect(!peer.session.isClosed)
    peer.advance(seconds: 2)
    #expect(peer.session.isClosed)
    peer.session.abort()
    #expect(peer.requests.first?.closeCode != nil)
  }

  @Test("a peer that asks and never reads is cut off within 5 s")
  func neverReads() {
    let peer = RawPeer()
    peer.socketRoom = 0
    peer.onHead = { respond($0, byteCount: 1_000) }
    peer.receive(.headers(1, Head.good, end: true))
    #expect(peer.session.hasUnsentBytes)
    peer.advance(seconds: 4)
    #expect(!peer.session.isClosed)
    // It keeps asking meanwhile, so it is not silent.
    peer.receive(.ping())
    peer.advance(seconds: 2)
    #expect(peer.session.isClosed)
  }

  @Test("a slow reader that takes a little now and then is served")
  func slowReader() {
    let peer = RawPeer()
    peer.socketRoom = 0
    peer.onHead = { respond($0, byteCount: 40_000) }
    peer.receive(.headers(1, Head.good, end: true))
    for _ in 0..<50 {
      peer.advance(seconds: 3)
      peer.socketRoom = 1_000
      peer.flush()
      peer.socketRoom = 0
      peer.receive(.ping(acknowledge: true))
    }
    #expect(peer.requests.first?.closeCode == .noError)
    #expect(!peer.session.isClosed)
  }

  @Test("a peer that grants no window for what it asked is cut off within 5 s")
  func zeroWindow() {
    let peer = RawPeer()
    peer.receive(.settings([(4, 0)]))
    peer.onHead = { respond($0, byteCount: 1_000) }
    peer.receive(.headers(1, Head.good, end: true))
    peer.advance(seconds: 3)
    #expect(!peer.session.isClosed)
    peer.advance(seconds: 4)
    #expect(peer.session.isClosed)
    #expect(peer.session.closeReason == "the peer granted no window for what it asked")
  }

  @Test("a reader that took some and then stopped is waited for")
  func stoppedReader() {
    let peer = RawPeer()
    peer.onHead = { respond($0, byteCount: 200_000) }
    peer.receive(.headers(1, Head.good, end: true))
    for _ in 0..<10 {
      peer.advance(seconds: 10)
      peer.receive(.ping())
    }
    #expect(!peer.session.isClosed)
    peer.receive(.windowUpdate(0, 200_000), .windowUpdate(1, 200_000))
    #expect(peer.requests.first?.closeCode == .noError)
  }

  @Test("a stream that waits because others used up the connection's window is waited for")
  func sharedWindow() {
    let peer = RawPeer()
    peer.onHead = { respond($0, byteCount: 200_000) }
    peer.receive(.headers(1, Head.good, end: true), .headers(3, Head.good, end: true))
    let sent = peer.requests.map(\.stream.sentByteCount)
    #expect(sent == [65_535, 0])
    for _ in 0..<10 {
      peer.advance(seconds: 10)
      peer.receive(.ping())
    }
    #expect(!peer.session.isClosed)
  }

  @Test("a GOAWAY that nobody reads does not keep the connection")
  func unreadFarewell() {
    let peer = RawPeer()
    peer.socketRoom = 0
    peer.receive(Frame(type: 4, payload: [1]).bytes)
    #expect(!peer.session.isClosed)
    peer.advance(seconds: 1)
    #expect(peer.session.isClosed)
  }
}

/// Answers a request with a body of this many bytes.
private func respond(_ request: Request, byteCount: Int) {
  request.stream.respond(HeaderList([HeaderList.Field(":status", "200")]))
  request.stream.write(byteCount: byteCount) { $0.initializeMemory(as: UInt8.self, repeating: 7) }
  request.stream.end()
}
