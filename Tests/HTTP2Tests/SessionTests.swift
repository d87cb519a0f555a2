import Testing

@testable import HTTP2

/// The life of a session: opening, sending, flow control, leaving.
@Suite struct SessionTests {
  @Test("a server's nghttp2 session is made only after the whole preface")
  func preface() {
    let peer = RawPeer(shakesHands: false)
    peer.receive(Array(Frame.preface.dropLast()))
    #expect(peer.session.handle == nil)
    #expect(peer.sent.isEmpty)
    peer.receive([Frame.preface.last ?? 0])
    #expect(peer.session.handle != nil)
    #expect(peer.sent.first?.type == 4, "our SETTINGS come first")
  }

  @Test("preface and first frames may come in one piece or byte by byte")
  func anyPieces() {
    let bytes =
      Frame.preface + Frame.settings().bytes + Frame.headers(1, Head.good).bytes
      + Frame.data(1, [1, 2, 3], end: true).bytes
    for size in [1, 2, 7, 23, 24, 25, bytes.count] {
      let peer = RawPeer(shakesHands: false)
      for start in stride(from: 0, to: bytes.count, by: size) {
        peer.receive(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(peer.requests.first?.body == [1, 2, 3], "pieces of \(size)")
      #expect(peer.requests.first?.isEnded == true)
    }
  }

  @Test("our SETTINGS carry the limits")
  func settings() {
    let peer = RawPeer()
    let payload = peer.sent.first?.payload ?? []
    let values = stride(from: 0, to: payload.count, by: 6).map { start in
      payload[start..<start + 6].map { $0 }
    }
    #expect(values.contains([0, 3, 0, 0, 0, 128]), "128 concurrent streams")
    #expect(values.contains([0, 6, 0, 0, 64, 0]), "16 KiB of metadata")
    #expect(values.contains([0, 9, 0, 0, 0, 1]), "no RFC 7540 priorities")
  }

  @Test("an answer before the end of the request is followed by RST_STREAM NO_ERROR")
  func earlyAnswer() {
    let peer = RawPeer()
    peer.onHead = { request in
      request.stream.respond(HeaderList([HeaderList.Field(":status", "200")]))
      request.stream.end(trailers: HeaderList([HeaderList.Field("grpc-status", "0")]))
    }
    peer.receive(.headers(1, Head.good))
    let kinds = peer.sent.filter { $0.stream == 1 }.map(\.type)
    #expect(kinds == [1, 1, 3])
    #expect(peer.resetCode(of: 1) == 0)
    peer.receive(.headers(3, Head.good, end: true))
    #expect(peer.resetCode(of: 3) == nil, "a complete request needs no reset")
  }

  @Test("a body larger than the peer's window waits for it, and the writer hears when to go on")
  func outgoingWindow() {
    let peer = RawPeer()
    peer.onHead = { request in
      request.stream.respond(HeaderList([HeaderList.Field(":status", "200")]))
      request.stream.write(byteCount: 100_000) {
        $0.initializeMemory(as: UInt8.self, repeating: 7)
      }
    }
    peer.receive(.headers(1, Head.good, end: true))
    let request = peer.requests[0]
    let body = { peer.sent.filter { $0.type == 0 }.reduce(0) { $0 + $1.payload.count } }
    #expect(body() == 65_535)
    #expect(request.stream.queuedByteCount == 34_465)
    #expect(peer.session.unsentByteCount == 34_465)
    #expect(request.drainedCount == 0)
    peer.receive(.windowUpdate(0, 10_000), .windowUpdate(1, 10_000))
    #expect(body() == 75_535)
    #expect(request.drainedCount == 1)
    peer.receive(.windowUpdate(0, 50_000), .windowUpdate(1, 50_000))
    #expect(body() == 100_000)
    request.stream.end()
    peer.flush()
    #expect(request.closeCode == .noError)
    #expect(peer.session.unsentByteCount == 0)
  }

  @Test("a full socket keeps frames back in order and asks the streams for nothing more")
  func fullSocket() {
    let peer = RawPeer()
    var bytes: [UInt8] = []
    peer.socketRoom = 0
    peer.onHead = { request in
      request.stream.respond(HeaderList([HeaderList.Field(":status", "200")]))
      request.stream.write(byteCount: 60_000) { buffer in
        for index in buffer.indices { buffer[index] = UInt8(index % 251) }
      }
      request.stream.end()
    }
    peer.receive(.headers(1, Head.good, end: true))
    while peer.session.hasUnsentBytes {
      peer.session.flush(now: peer.now) { span in
        let taken = min(777, span.byteCount)
        span.withUnsafeBytes { bytes.append(contentsOf: $0.prefix(taken)) }
        return taken
      }
    }
    let body = Frame.read(bytes).filter { $0.type == 0 }.flatMap(\.payload)
    #expect(body == (0..<60_000).map { UInt8($0 % 251) })
  }

  @Test("the window opens only for bytes that were consumed")
  func incomingWindow() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good))
    let piece = [UInt8](repeating: 1, count: 16_000)
    for _ in 0..<4 { peer.receive(.data(1, piece)) }
    let updates = { peer.sent.filter { $0.type == 8 && $0.stream == 1 }.count }
    #expect(updates() == 0)
    peer.requests[0].stream.consume(64_000)
    peer.flush()
    #expect(updates() == 1)
    peer.receive(.data(1, piece))
    #expect(peer.resetCode(of: 1) == nil)
    for _ in 0..<4 { peer.receive(.data(1, piece)) }
    #expect(peer.resetCode(of: 1) == ErrorCode.flowControlError.rawValue)
  }

  @Test("a drain tells the peer twice, a PING apart, and closes when the last call is over")
  func drain() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good, end: true))
    peer.session.drain(now: peer.now)
    peer.flush()
    var goodbyes: [Frame] { peer.sent.filter { $0.type == 7 } }
    #expect(goodbyes.map { $0.payload.prefix(4) } == [[0x7f, 0xff, 0xff, 0xff]])
    // Sent before the peer knew: still served.
    peer.receive(.headers(3, Head.good, end: true))
    #expect(peer.requests.count == 2)
    peer.receive(.ping(acknowledge: true, Array("other-pg".utf8)))
    #expect(goodbyes.count == 1, "the answer to some other PING does not count")
    peer.receive(.ping(acknowledge: true, Array("draining".utf8)))
    #expect(goodbyes.map { $0.payload.prefix(4) }.last == [0, 0, 0, 3])
    peer.receive(.headers(5, Head.good, end: true))
    #expect(peer.requests.count == 2, "too late")
    #expect(!peer.session.isClosed)
    for request in peer.requests {
      request.stream.respondAndEnd(HeaderList([HeaderList.Field(":status", "200")]))
    }
    peer.flush()
    #expect(peer.session.isClosed)
    #expect(peer.requests.map(\.closeCode) == [.noError, .noError])
  }

  @Test("a drain goes on without an answer to its PING")
  func drainWithoutAnswer() {
    let peer = RawPeer()
    peer.session.drain(now: peer.now)
    peer.flush()
    #expect(!peer.session.isClosed)
    peer.advance(seconds: 2)
    #expect(peer.session.isClosed)
  }

  @Test("an abort closes every stream and sends nothing")
  func abort() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good), .headers(3, Head.good))
    let sent = peer.sent.count
    peer.session.abort()
    peer.flush()
    #expect(peer.requests.map(\.closeCode) == [.cancel, .cancel])
    #expect(peer.sent.count == sent)
    #expect(peer.session.isClosed)
    #expect(peer.session.nextDeadline == nil)
  }

  @Test("an abort from inside a receiver waits until the session is done")
  func abortInside() {
    let peer = RawPeer()
    peer.onHead = { _ in peer.session.abort() }
    peer.receive(.headers(1, Head.good), .headers(3, Head.good))
    #expect(peer.session.isClosed)
    #expect(peer.requests.allSatisfy { $0.closeCode == .cancel })
  }

  @Test("a stream can be used again after it was closed")
  func reuse() {
    let peer = RawPeer()
    peer.receive(.headers(1, Head.good), .data(1, [1, 2, 3]), .reset(1))
    let request = peer.requests[0]
    #expect(request.closeCode == .cancel)
    #expect(!request.stream.isOpen)
    request.stream.write(byteCount: 1) { $0[0] = 1 }
    request.stream.end()
    request.stream.reset(.cancel)
    #expect(request.stream.queuedByteCount == 0, "a closed stream takes nothing")
  }

  @Test("headers that HTTP/2 cannot carry reset the stream and do not hang it")
  func unsendable() {
    let peer = RawPeer()
    peer.onHead = { request in
      let value = [UInt8](repeating: UInt8(ascii: "~"), count: 100_000)
      request.stream.respondAndEnd(
        HeaderList([HeaderList.Field(":status", "200"), HeaderList.Field("x", value)])
      )
    }
    peer.receive(.headers(1, Head.good, end: true))
    #expect(peer.resetCode(of: 1) == ErrorCode.internalError.rawValue)
    #expect(peer.requests[0].closeCode == .internalError)
  }
}
