import GRPC
import HTTP2
import Testing

/// What the client makes of servers that answer well, badly or not at all.
@Suite struct ClientTests {
  private static let head = [(":status", "200"), ("content-type", "application/grpc")]
  private static let ok = [("grpc-status", "0")]

  @Test("a request carries what gRPC asks for")
  func request() {
    let server = RawServer()
    let deadline = server.now + 1_500_000_000
    let call = server.client.start(
      Methods.unary,
      metadata: ["robots-user": "anna"],
      deadlineNanoseconds: deadline,
      handler: Recorder(),
      now: server.now
    )
    call.sendEnd()
    server.pump()
    let fields = server.requests.first?.fields
    #expect(fields?[":method"] == "POST")
    #expect(fields?[":path"] == "/test.Echo/Unary")
    #expect(fields?[":scheme"] == "http")
    #expect(fields?[":authority"] == "localhost")
    #expect(fields?["te"] == "trailers")
    #expect(fields?["content-type"] == "application/grpc")
    #expect(fields?["grpc-timeout"] == "1500000u")
    #expect(fields?["robots-user"] == "anna")
  }

  @Test("a status without messages may come in the head alone")
  func trailersOnly() {
    let server = RawServer()
    server.onRequest = {
      $0.answerOnly(
        ClientTests.head + [("grpc-status", "5"), ("grpc-message", "no%20such"), ("k", "v")]
      )
    }
    let recorder = server.call()
    #expect(recorder.status == Status(.notFound, "no such"))
    #expect(recorder.trailingMetadata?.text("k") == "v")
    #expect(recorder.initialMetadata == nil)
  }

  @Test(
    "an answer that is not gRPC becomes the status its HTTP status stands for",
    arguments: [
      ("400", StatusCode.internal), ("401", .unauthenticated), ("403", .permissionDenied),
      ("404", .unimplemented), ("429", .unavailable), ("502", .unavailable),
      ("503", .unavailable), ("504", .unavailable), ("500", .unknown), ("200", .unknown),
    ]
  )
  func notGRPC(_ http: String, _ code: StatusCode) {
    let server = RawServer()
    server.onRequest = {
      $0.answer([(":status", http), ("content-type", "text/html")], Array("<html>".utf8))
    }
    #expect(server.call().status?.code == code)
    server.onRequest = { $0.answerOnly([(":status", http)]) }
    #expect(server.call().status?.code == code)
  }

  @Test("a status in a response that is not gRPC is believed")
  func refusedWithStatus() {
    let server = RawServer()
    server.onRequest = { $0.answerOnly([(":status", "415"), ("grpc-status", "13")]) }
    #expect(server.call().status?.code == .internal)
  }

  @Test("an end without a status, or with one nobody knows, is UNKNOWN")
  func withoutStatus() {
    let server = RawServer()
    server.onRequest = { $0.answer(ClientTests.head, framed([1]), trailers: [("x", "y")]) }
    #expect(server.call().status?.code == .unknown)
    server.onRequest = { $0.answer(ClientTests.head, framed([1])) }
    #expect(server.call().status?.code == .unknown)
    for number in ["17", "-1", "x", ""] {
      server.onRequest = {
        $0.answer(ClientTests.head, framed([1]), trailers: [("grpc-status", number)])
      }
      #expect(server.call().status?.code == .unknown)
    }
  }

  @Test("success with no message or with two is UNIMPLEMENTED for a call that gives one")
  func cardinality() {
    let server = RawServer()
    for body in [[], framed([1]) + framed([2])] {
      server.onRequest = { $0.answer(ClientTests.head, body, trailers: ClientTests.ok) }
      #expect(server.call().status?.code == .unimplemented)
      #expect(server.call(Methods.download).status == .ok)
    }
  }

  @Test("a message cut short, compressed, or too large is not handed on")
  func badMessages() {
    var limits = TransportLimits()
    limits.messageBytes = 100
    let server = RawServer(clientLimits: limits)
    let cases: [([UInt8], StatusCode)] = [
      (Array(framed([1, 2]).dropLast()), .internal),
      (framed([1], flag: 1), .internal),
      (framed([1], flag: 9), .internal),
      (framed([UInt8](repeating: 1, count: 101)), .resourceExhausted),
      ([0, 255, 255, 255, 255], .resourceExhausted),
    ]
    for (body, code) in cases {
      server.onRequest = { $0.answer(ClientTests.head, body, trailers: ClientTests.ok) }
      let recorder = server.call()
      #expect(recorder.status?.code == code)
      #expect(recorder.messages.isEmpty)
      #expect(recorder.finishCount == 1)
    }
  }

  @Test("a failed call may have left its message unfinished")
  func failureWins() {
    let server = RawServer()
    server.onRequest = {
      $0.answer(ClientTests.head, [0, 0], trailers: [("grpc-status", "9")])
    }
    #expect(server.call().status?.code == .failedPrecondition)
  }

  @Test(
    "a reset becomes the status its code stands for",
    arguments: [
      (ErrorCode.refusedStream, StatusCode.unavailable), (.cancel, .cancelled),
      (.enhanceYourCalm, .resourceExhausted), (.inadequateSecurity, .permissionDenied),
      (.internalError, .internal), (.protocolError, .internal), (.noError, .internal),
    ]
  )
  func resets(_ code: ErrorCode, _ status: StatusCode) {
    let server = RawServer()
    server.onRequest = { $0.stream.reset(code) }
    #expect(server.call().status?.code == status)
  }

  @Test("a malformed response is INTERNAL and does not end the connection")
  func malformed() {
    let server = RawServer()
    for head in [
      [("content-type", "application/grpc")], [(":status", "20")],
      ClientTests.head + [("connection", "close")], ClientTests.head + [(":path", "/")],
    ] {
      server.onRequest = { $0.answer(head, framed([1]), trailers: ClientTests.ok) }
      #expect(server.call().status?.code == .internal)
    }
    server.onRequest = { $0.answer(ClientTests.head, framed([1]), trailers: ClientTests.ok) }
    #expect(server.call().status == .ok)
  }

  @Test("more calls than the server allows at once wait their turn")
  func concurrency() {
    var limits = TransportLimits()
    limits.concurrentCalls = 3
    let server = RawServer(limits: limits)
    server.pump()
    let recorders = (0..<10).map { _ in server.call() }
    #expect(server.requests.count == 3)
    while let request = server.requests.first(where: { $0.closeCode == nil }) {
      request.answer(ClientTests.head, framed([1]), trailers: ClientTests.ok)
      server.pump()
    }
    #expect(recorders.allSatisfy { $0.status == .ok })
    #expect(server.requests.count == 10)
  }

  @Test("a call that waits its turn can be cancelled")
  func cancelWaiting() {
    var limits = TransportLimits()
    limits.concurrentCalls = 1
    let server = RawServer(limits: limits)
    server.pump()
    let first = server.call()
    let waiting = Recorder()
    let call = server.client.start(Methods.unary, handler: waiting, now: server.now)
    call.send([1])
    server.pump()
    call.cancel("not needed")
    #expect(waiting.status == Status(.cancelled, "not needed"))
    server.requests[0].answer(ClientTests.head, framed([1]), trailers: ClientTests.ok)
    server.pump()
    #expect(first.status == .ok)
    #expect(server.requests.count == 1)
    #expect(server.call().status == nil)
    #expect(server.requests.count == 2)
  }
}
