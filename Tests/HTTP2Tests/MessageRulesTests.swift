import HTTP2
import Testing

/// The rules of RFC 9113 section 8, tried through a real session with hand-built frames.
@Suite struct MessageRulesTests {
  @Test(
    "every :authority that stock gRPC clients send over a socket is accepted",
    arguments: [
      "localhost", "", "/run/robotd/robotd.sock", "unix:/run/robotd.sock", "unix:robotd.sock",
      "%2Frun%2Frobotd%2Frobotd.sock", "unix:///run/robotd.sock", "[::1]:80", "a b", "@abstract",
    ]
  )
  func authority(_ value: String) {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.with(":authority", value), end: true))
    #expect(peer.requests.first?.fields?[":authority"] == value)
    #expect(peer.requests.first?.isEnded == true)
    #expect(peer.resetCode(of: 1) == nil)
  }

  @Test("a request without :authority, with or without host, is accepted")
  func noAuthority() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.without(":authority"), end: true))
    peer.receive(.headers(3, Head.without(":authority") + [("host", "here")], end: true))
    #expect(peer.requests.map(\.isEnded) == [true, true])
  }

  @Test(
    "other forms of good requests are accepted",
    arguments: [
      Head.good + [("content-length", "0")],
      Head.good + [("x-empty", "")],
      Head.good + [("x", "a"), ("x", "b")],
      Head.good + [("x-latin", "\u{e9}")],
      Head.good + [("!#$%&'*+-.^_`|~0", "1")],
      Head.without("te"),
      Head.with(":path", "*"),
      [(":method", "CONNECT"), (":authority", "a:1")],
    ]
  )
  func good(_ fields: [(String, String)]) {
    let peer = RawPeer()
    peer.receive(.headers(1, fields, end: true))
    #expect(peer.requests.first?.isEnded == true)
    #expect(peer.resetCode(of: 1) == nil)
  }

  @Test(
    "a malformed request is reset with PROTOCOL_ERROR and never seen",
    arguments: [
      Bad("no method", Head.without(":method")),
      Bad("no scheme", Head.without(":scheme")),
      Bad("no path", Head.without(":path")),
      Bad("empty path", Head.with(":path", "")),
      Bad("path without slash", Head.with(":path", "a/b")),
      Bad("empty scheme", Head.with(":scheme", "")),
      Bad("method with a space", Head.with(":method", "PO ST")),
      Bad("empty method", Head.with(":method", "")),
      Bad("repeated :path", Head.good.inserting((":path", "/c/d"), at: 1)),
      Bad("repeated :authority", Head.good.inserting((":authority", "x"), at: 1)),
      Bad("pseudo after regular", Head.good + [(":authority", "x")]),
      Bad("unknown pseudo", Head.good.inserting((":protocol", "x"), at: 0)),
      Bad("response pseudo", Head.good.inserting((":status", "200"), at: 0)),
      Bad("CONNECT with a path", Head.with(":method", "CONNECT")),
      Bad("upper case", Head.good + [("X-Y", "1")]),
      Bad("empty name", Head.good + [("", "1")]),
      Bad("space in name", Head.good + [("a b", "1")]),
      Bad("colon in name", Head.good + [("a:b", "1")]),
      Bad("control in name", Head.good + [("a\u{1}", "1")]),
      Bad("byte above 127 in name", Head.good + [("\u{e9}", "1")]),
      Bad("NUL in value", Head.good + [("x", "a\0b")]),
      Bad("CR in value", Head.good + [("x", "a\rb")]),
      Bad("LF in a long value", Head.good + [("x", "0123456789\n0123456789")]),
      Bad("leading space", Head.good + [("x", " a")]),
      Bad("trailing tab", Head.good + [("x", "a\t")]),
      Bad("LF in :path", Head.with(":path", "/a\n")),
      Bad("connection", Head.good + [("connection", "close")]),
      Bad("keep-alive", Head.good + [("keep-alive", "1")]),
      Bad("proxy-connection", Head.good + [("proxy-connection", "x")]),
      Bad("transfer-encoding", Head.good + [("transfer-encoding", "chunked")]),
      Bad("upgrade", Head.good + [("upgrade", "h2c")]),
      Bad("te with more", Head.with("te", "trailers, deflate")),
      Bad("content-length not a number", Head.good + [("content-length", "1x")]),
      Bad("content-length negative", Head.good + [("content-length", "-1")]),
      Bad("content-length empty", Head.good + [("content-length", "")]),
      Bad("two content-lengths", Head.good + [("content-length", "1"), ("content-length", "2")]),
    ]
  )
  func malformed(_ bad: Bad) {
    let peer = RawPeer()
    peer.receive(.headers(1, bad.fields, end: true))
    #expect(peer.resetCode(of: 1) == ErrorCode.protocolError.rawValue)
    #expect(peer.requests.first?.fields == nil)
    #expect(peer.requests.first?.closeCode == .protocolError)
    peer.receive(.headers(3, Head.good, end: true))
    #expect(peer.requests.last?.isEnded == true, "the connection lives on")
  }

  @Test("a body that is shorter, longer or later than content-length promised is malformed")
  func contentLength() {
    let peer = RawPeer()
    let head = Head.good + [("content-length", "4")]
    peer.receive(.headers(1, head), .data(1, [1, 2, 3, 4], end: true))
    peer.receive(.headers(3, head), .data(3, [1, 2, 3], end: true))
    peer.receive(.headers(5, head), .data(5, [1, 2, 3, 4, 5], end: true))
    peer.receive(.headers(7, head, end: true))
    peer.receive(.headers(9, head), .data(9, [1, 2]), .data(9, [3, 4]), .data(9, [], end: true))
    #expect(peer.requests.map(\.isEnded) == [true, false, false, false, true])
    #expect([3, 5, 7].map { peer.resetCode(of: $0) } == [1, 1, 1])
  }

  @Test("trailers must end the stream and have no pseudo-headers")
  func trailers() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good), .data(1, [1]), .headers(1, [("x", "1")], end: true))
    peer.receive(.headers(3, Head.good), .data(3, [1]), .headers(3, [("x", "1")]))
    peer.receive(.headers(5, Head.good), .headers(5, [(":path", "/x")], end: true))
    peer.receive(.headers(7, Head.good), .headers(7, [("X", "1")], end: true))
    #expect(peer.requests.map(\.isEnded) == [true, false, false, false])
    #expect([3, 5, 7].map { peer.resetCode(of: $0) } == [1, 1, 1])
    #expect(peer.requests.first?.stream.fields.first("x") == nil, "the head stays as it was")
  }

  @Test("a header list above the limit is flagged, one far above it ends the connection")
  func headerListSize() {
    let peer = RawPeer()
    var overflowed: [Bool] = []
    peer.onHead = { overflowed.append($0.stream.fieldsOverflowed) }
    let filler = String(repeating: "v", count: 1_000)
    let base = Head.good.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count + 32 }
    let room = (16 << 10) - base
    peer.receive(.headers(1, Head.good + many(room / 1_033, ("x", filler)), end: true))
    peer.receive(.headers(3, Head.good + many(room / 1_033 + 1, ("x", filler)), end: true))
    #expect(overflowed == [false, true])
    let large = Frame.block(Head.good + many(150, ("x", filler)))
    let pieces = stride(from: 0, to: large.count, by: 16_000).map {
      Array(large[$0..<min($0 + 16_000, large.count)])
    }
    var frames = [Frame(type: 1, flags: 1, stream: 5, payload: pieces[0])]
    frames += pieces.dropFirst().map { .continuation(5, $0) }
    peer.receive(frames.flatMap(\.bytes))
    #expect(peer.farewellCode != nil)
    #expect(peer.session.isClosed)
  }

  private func many(_ count: Int, _ field: (String, String)) -> [(String, String)] {
    (0..<count).map { _ in field }
  }
}

/// A malformed head and what is wrong with it.
struct Bad: CustomTestStringConvertible {
  let testDescription: String
  let fields: [(String, String)]

  init(_ what: String, _ fields: [(String, String)]) {
    testDescription = what
    self.fields = fields
  }
}

extension [(String, String)] {
  func inserting(_ field: (String, String), at index: Int) -> Self {
    var copy = self
    copy.insert(field, at: index)
    return copy
  }
}
