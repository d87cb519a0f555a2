import HTTP2
import Testing

/// Hostile patterns (K12) as bytes, each with its control: the same bytes with the limits off.
@Suite struct FloodTests {
  @Test("a flood is answered with ENHANCE_YOUR_CALM at its limit", arguments: Flood.all)
  func flood(_ flood: Flood) {
    let peer = RawPeer(limits: flood.limits)
    let count = peer.send(flood, upTo: flood.allowance + 50)
    #expect(peer.farewellCode == ErrorCode.enhanceYourCalm.rawValue)
    // The handshake uses some of the allowance, an open stream earns some.
    #expect(abs(count - flood.allowance) <= 3, "cut off after \(count)")
    #expect(peer.session.isClosed)
    #expect(peer.session.closeReason?.isEmpty == false)
  }

  @Test("without limits the same frames are all taken", arguments: Flood.all)
  func control(_ flood: Flood) {
    var limits = TransportLimits()
    limits.floods = .off
    let peer = RawPeer(limits: limits)
    #expect(peer.send(flood, upTo: flood.allowance + 50) == flood.allowance + 50)
    #expect(peer.farewellCode == nil)
    #expect(!peer.session.isClosed)
  }

  @Test("the same frames spread over time are taken", arguments: Flood.all)
  func slow(_ flood: Flood) {
    let peer = RawPeer(limits: flood.limits)
    for _ in 0..<4 {
      #expect(peer.send(flood, upTo: flood.allowance - 3) == flood.allowance - 3)
      peer.now += flood.limits.floods.windowNanoseconds
    }
    #expect(!peer.session.isClosed)
  }

  @Test("traffic earns the frames that stock clients send with it")
  func earning() {
    var limits = TransportLimits()
    limits.floods.windowUpdates = 10
    limits.floods.pings = 10
    let peer = RawPeer(limits: limits)
    for index in UInt32(0)..<200 {
      let id = index * 2 + 1
      peer.onHead = { request in
        request.stream.respondAndEnd(HeaderList([HeaderList.Field(":status", "200")]))
      }
      peer.receive(.windowUpdate(0, 10), .headers(id, Head.good, end: true), .windowUpdate(0, 10))
    }
    #expect(!peer.session.isClosed)
  }

  @Test("more than eight CONTINUATION frames end the connection")
  func continuations() {
    let peer = RawPeer()
    peer.receive(Frame(type: 1, flags: 1, stream: 1, payload: Frame.block(Head.good)))
    for _ in 0..<20 { peer.receive(.continuation(1, [])) }
    #expect(peer.session.isClosed)
    #expect(peer.farewellCode != nil)
  }

  @Test("a block in eight CONTINUATION frames is taken")
  func fewContinuations() {
    let peer = RawPeer()
    let block = Frame.block(Head.good)
    peer.receive(Frame(type: 1, flags: 1, stream: 1, payload: Array(block.prefix(10))))
    for _ in 0..<7 { peer.receive(.continuation(1, [])) }
    peer.receive(.continuation(1, Array(block.dropFirst(10)), end: true))
    #expect(peer.requests.first?.isEnded == true)
  }

  @Test("an HPACK bomb of references to a large field ends the connection")
  func bomb() {
    let peer = RawPeer()
    let entry =
      [UInt8(0x40)] + Frame.block([("x", String(repeating: "a", count: 3_900))]).dropFirst()
    let references = [UInt8](repeating: 0xbe, count: 10_000)
    peer.receive(
      Frame(
        type: 1,
        flags: 5,
        stream: 1,
        payload: Frame.block(Head.good) + entry + references
      )
    )
    #expect(peer.session.isClosed)
  }

  @Test("streams beyond the calls allowed at once are refused, many of them cut off")
  func refused() {
    var limits = TransportLimits()
    limits.floods.resets = 5
    let peer = RawPeer(limits: limits)
    peer.accepts = false
    for index in UInt32(0)..<5 { peer.receive(.headers(index * 2 + 1, Head.good, end: true)) }
    #expect(peer.resetCode(of: 9) == ErrorCode.refusedStream.rawValue)
    #expect(!peer.session.isClosed)
    peer.receive(.headers(11, Head.good, end: true))
    #expect(peer.farewellCode == ErrorCode.enhanceYourCalm.rawValue)
  }

  @Test("garbage, oversized frames and impossible windows end the connection")
  func broken() {
    let cases: [(String, [UInt8])] = [
      ("a frame of 16 MiB", Frame(type: 0, stream: 1).bytes.replacingLength(0xff_ffff)),
      ("SETTINGS of 5 bytes", Frame(type: 4, payload: [1, 2, 3, 4, 5]).bytes),
      ("SETTINGS on a stream", Frame(type: 4, stream: 1).bytes),
      ("33 settings", Frame.settings((0..<33).map { _ in (3, 1) }).bytes),
      ("PING of 7 bytes", Frame(type: 6, payload: [1, 2, 3, 4, 5, 6, 7]).bytes),
      ("DATA on stream 0", Frame.data(0, [1]).bytes),
      ("DATA on an idle stream", Frame.data(9, [1]).bytes),
      ("an even stream", Frame.headers(2, Head.good, end: true).bytes),
      ("a window of 2^31", Frame.windowUpdate(0, 0x7fff_ffff).bytes),
      ("a window increment of 0", Frame.windowUpdate(0, 0).bytes),
      (
        "PUSH_PROMISE from a client",
        Frame(type: 5, flags: 4, stream: 1, payload: [0, 0, 0, 2]).bytes
      ),
      ("CONTINUATION alone", Frame.continuation(1, [], end: true).bytes),
      ("HPACK index 0", Frame(type: 1, flags: 5, stream: 1, payload: [0x80]).bytes),
      ("random bytes", (0..<100).map { UInt8($0 * 37 & 255) }),
    ]
    for (name, bytes) in cases {
      let peer = RawPeer()
      peer.receive(bytes)
      peer.advance(seconds: 5)
      #expect(peer.session.isClosed, "\(name)")
    }
  }
}

/// One kind of frame sent over and over.
struct Flood: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let allowance: Int
  let limits: TransportLimits
  let setUp: [UInt8]
  let frame: @Sendable (Int) -> [UInt8]

  init(
    _ name: String,
    _ limit: WritableKeyPath<FloodLimits, UInt32>,
    setUp: [Frame] = [],
    allowance: Int = 20,
    _ frame: @escaping @Sendable (Int) -> [UInt8]
  ) {
    testDescription = name
    self.allowance = allowance
    var limits = TransportLimits()
    limits.floods[keyPath: limit] = UInt32(allowance)
    self.limits = limits
    self.setUp = setUp.flatMap(\.bytes)
    self.frame = frame
  }

  static var all: [Flood] {
    let open = [Frame.headers(1, Head.good)]
    return [
      Flood("PING", \.pings) { _ in Frame.ping().bytes },
      Flood("PING answers", \.pings) { _ in Frame.ping(acknowledge: true).bytes },
      Flood("SETTINGS", \.settings, allowance: 18) { _ in Frame.settings().bytes },
      Flood("PRIORITY", \.priorities) { _ in Frame.priority(101).bytes },
      Flood("WINDOW_UPDATE", \.windowUpdates) { _ in Frame.windowUpdate(0, 1).bytes },
      Flood("WINDOW_UPDATE on a stream", \.windowUpdates, setUp: open) { _ in
        Frame.windowUpdate(1, 1).bytes
      },
      Flood("empty DATA", \.emptyData, setUp: open) { _ in Frame.data(1, []).bytes },
      Flood("DATA of one byte", \.thinData, setUp: open) { _ in Frame.data(1, [7]).bytes },
      Flood("DATA of padding", \.thinData, setUp: open) { _ in
        Frame(type: 0, flags: 8, stream: 1, payload: [UInt8](repeating: 0, count: 201).with(0, 200))
          .bytes
      },
      Flood("unknown frames", \.unknownFrames) { index in
        Frame(type: UInt8(10 + index % 200), payload: [1, 2, 3]).bytes
      },
      Flood("GOAWAY", \.unknownFrames, setUp: open) { _ in
        Frame(type: 7, payload: [UInt8](repeating: 0, count: 8)).bytes
      },
      Flood("HEADERS on closed streams", \.staleFrames, setUp: open + [Frame.reset(1)]) { _ in
        Frame.headers(1, Head.good, end: true).bytes
      },
      Flood("ORIGIN and ALTSVC frames", \.unknownFrames) { index in
        Frame(type: index % 2 == 0 ? 0xa : 0xc, payload: [0, 0]).bytes
      },
      Flood("rapid reset", \.resets) { index in
        let id = UInt32(index) * 2 + 1
        return Frame.headers(id, Head.good).bytes + Frame.reset(id).bytes
      },
      Flood("made-you-reset by malformed requests", \.malformedRequests) { index in
        Frame.headers(UInt32(index) * 2 + 1, Head.without(":path"), end: true).bytes
      },
      Flood("header lists larger than allowed", \.malformedRequests) { index in
        let fields = Head.good + Array(repeating: ("a", "b"), count: 600)
        return Frame.headers(UInt32(index) * 2 + 1, fields, end: true).bytes
      },
      Flood("DATA on closed streams", \.staleFrames, setUp: open + [Frame.reset(1)]) { _ in
        Frame.data(1, [UInt8](repeating: 1, count: 20)).bytes
      },
    ]
  }
}

extension RawPeer {
  /// Sends the frames of a flood until the session has had enough; answers how many it took.
  func send(_ flood: Flood, upTo most: Int) -> Int {
    if requests.isEmpty { receive(flood.setUp) }
    let first = sentFloodFrames
    while sentFloodFrames - first < most, !session.isClosed {
      receive(flood.frame(sentFloodFrames))
      sentFloodFrames += 1
    }
    return sentFloodFrames - first
  }
}

extension [UInt8] {
  func with(_ index: Int, _ value: UInt8) -> [UInt8] {
    var copy = self
    copy[index] = value
    return copy
  }

  func replacingLength(_ length: Int) -> [UInt8] {
    with(0, UInt8(length >> 16)).with(1, UInt8(length >> 8 & 255)).with(2, UInt8(length & 255))
  }
}
