import GRPC
import HTTP2
import Testing

/// What the gRPC specification asks of a server that is spoken to wrongly.
@Suite struct ProtocolTests {
  @Test("a good request gets its head, its message and its trailers")
  func good() {
    let response = RawClient(.with(unary: Unary.echo)).request(RawClient.head, framed([1, 2, 3]))
    #expect(response.head == [":status": "200", "content-type": "application/grpc"])
    #expect(response.body == framed([1, 2, 3]))
    #expect(response.trailers == ["grpc-status": "0"])
    #expect(response.closeCode == .noError)
  }

  @Test(
    "content types of gRPC with protobuf are taken",
    arguments: [
      "application/grpc", "application/grpc+proto", "application/grpc; charset=utf-8",
      "application/grpc+proto;x=y",
    ]
  )
  func contentType(_ type: String) {
    let client = RawClient(.with(unary: Unary.echo))
    #expect(client.request(RawClient.head("content-type", type), framed([])).grpcStatus == "0")
  }

  @Test(
    "any other content type is HTTP 415",
    arguments: [
      nil, "", "application/json", "application/grpc+json", "application/grpcx", "text/plain",
      "application/grpc-web", "application/grp",
    ]
  )
  func wrongContentType(_ type: String?) {
    let client = RawClient(.with(unary: Unary.echo))
    let response = client.request(RawClient.head("content-type", type), framed([]))
    #expect(response.head[":status"] == "415")
    #expect(client.server.runningCallCount == 0)
  }

  @Test("any method but POST is HTTP 405", arguments: ["GET", "PUT", "HEAD", "post", "OPTIONS"])
  func wrongMethod(_ method: String) {
    let response = RawClient(.with(unary: Unary.echo)).request(RawClient.head(":method", method))
    #expect(response.head[":status"] == "405")
  }

  @Test(
    "an unknown method is UNIMPLEMENTED and named",
    arguments: [
      "/test.Echo/Nope", "/test.Echo/Unary/", "/test.Echo", "/", "*", "/test.Echo/unary",
      "/test.Echo/Unary?x=1",
    ]
  )
  func unknownMethod(_ path: String) {
    let response = RawClient(.with(unary: Unary.echo)).request(
      RawClient.head(":path", path),
      framed([])
    )
    #expect(response.head[":status"] == "200")
    #expect(response.grpcStatus == "12")
    #expect(response.grpcMessage?.contains(path) == true)
  }

  @Test("a compressed message in an unknown encoding is UNIMPLEMENTED and told what is accepted")
  func compressed() {
    let head = RawClient.head("grpc-encoding", "gzip")
    let response = RawClient(.with(unary: Unary.echo)).request(head, framed([31, 139], flag: 1))
    #expect(response.grpcStatus == "12")
    #expect(response.grpcMessage?.contains("gzip") == true)
    #expect(response.head["grpc-accept-encoding"] == "identity")
  }

  @Test("naming an encoding and then not using it is fine")
  func uncompressed() {
    let head = RawClient.head("grpc-encoding", "gzip")
    #expect(RawClient(.with(unary: Unary.echo)).request(head, framed([1])).grpcStatus == "0")
  }

  @Test("a compressed message without an encoding is INTERNAL", arguments: [nil, "identity"])
  func compressedWithoutEncoding(_ encoding: String?) {
    let head = RawClient.head("grpc-encoding", encoding)
    let response = RawClient(.with(unary: Unary.echo)).request(head, framed([1], flag: 1))
    #expect(response.grpcStatus == "13")
  }

  @Test("a compressed flag that is neither 0 nor 1 is INTERNAL")
  func flag() {
    let response = RawClient(.with(unary: Unary.echo)).request(RawClient.head, framed([1], flag: 2))
    #expect(response.grpcStatus == "13")
  }

  @Test("a request that ends within a message is INTERNAL", arguments: [1, 4, 5, 9])
  func truncated(_ count: Int) {
    let body = Array(framed([1, 2, 3, 4, 5]).prefix(count))
    let client = RawClient(.with(unary: Unary.echo))
    #expect(client.request(RawClient.head, body).grpcStatus == "13")
    let upload = RawClient(.with(Methods.upload) { script in script.onEnd = { $0.finish() } })
    let head = RawClient.head(":path", Methods.upload.path)
    #expect(upload.request(head, body).grpcStatus == "13")
    #expect(upload.server.runningCallCount == 0)
  }

  @Test("a request without its message, or with two, is UNIMPLEMENTED")
  func cardinality() {
    for method in [Methods.unary, Methods.download] {
      var served = 0
      let methods = MethodTable()
      methods.add(
        Methods.unary,
        unary: Unary { _, call in
          served += 1; call.finish()
        }
      )
      methods.add(Methods.download) {
        let script = Script()
        script.onEnd = { call in
          served += 1; call.finish()
        }
        return script
      }
      let client = RawClient(methods)
      let head = RawClient.head(":path", method.path)
      #expect(client.request(head).grpcStatus == "12")
      #expect(client.request(head, framed([1]) + framed([2])).grpcStatus == "12")
      #expect(client.request(head, framed([1]) + [0]).grpcStatus == "12")
      #expect(served == 0, "\(method.method) was served")
    }
  }

  @Test("a second message that comes later is UNIMPLEMENTED too")
  func lateSecond() {
    let client = RawClient(.with(unary: Unary.echo))
    let response = client.request(RawClient.head, framed([1]), ends: false)
    #expect(response.grpcStatus == nil)
    response.write(framed([2]))
    client.pump()
    #expect(response.grpcStatus == "12")
  }

  @Test("a message over the limit is RESOURCE_EXHAUSTED by its length alone")
  func tooLarge() {
    var limits = TransportLimits()
    limits.messageBytes = 1_000
    let client = RawClient(.with(unary: Unary.echo), limits: limits)
    let ok = [UInt8](repeating: 1, count: 1_000)
    #expect(client.request(RawClient.head, framed(ok)).grpcStatus == "0")
    let prefix = Array(framed([], length: 1_001).prefix(5))
    let response = client.request(RawClient.head, prefix, ends: false)
    #expect(response.grpcStatus == "8")
    #expect(response.grpcMessage?.contains("1001") == true)
    #expect(response.closeCode == .noError, "and the client may stop sending")
    let huge = client.request(RawClient.head, [0, 255, 255, 255, 255], ends: false)
    #expect(huge.grpcStatus == "8")
    #expect(client.server.runningCallCount == 0)
  }

  @Test("metadata over 16 KiB is RESOURCE_EXHAUSTED")
  func largeMetadata() {
    let client = RawClient(.with(unary: Unary.echo))
    let value = String(repeating: "x", count: 17_000)
    let response = client.request(RawClient.head("x", value), framed([1]))
    #expect(response.grpcStatus == "8")
    #expect(client.request(RawClient.head, framed([1])).grpcStatus == "0")
  }

  @Test("binary metadata comes padded, unpadded and joined by commas")
  func binaryMetadata() {
    var seen: Metadata?
    let client = RawClient(
      .with(
        unary: Unary { _, call in
          seen = call.metadata
          call.finish()
        }
      )
    )
    let head = RawClient.head + [("a-bin", "AQI="), ("a-bin", "AQI"), ("a-bin", "AQ==,AQID,")]
    client.request(head, framed([]))
    #expect(seen?.all("a-bin") == [[1, 2], [1, 2], [1], [1, 2, 3], []])
  }

  @Test(
    "binary metadata that is not base64 is INTERNAL",
    arguments: ["A", "AQ=", "A*I", "=", "A==="]
  )
  func malformedMetadata(_ value: String) {
    let client = RawClient(.with(unary: Unary.echo))
    #expect(client.request(RawClient.head("a-bin", value), framed([])).grpcStatus == "13")
  }

  @Test(
    "a deadline is read in every unit",
    arguments: [
      ("1H", 3_600_000_000_000), ("2M", 120_000_000_000), ("3S", 3_000_000_000),
      ("4m", 4_000_000), ("5u", 5_000), ("6n", 6), ("0n", 0),
      ("00000001S", 1_000_000_000),
    ] as [(String, UInt64)]
  )
  func timeout(_ text: String, _ nanoseconds: UInt64) {
    var deadline: UInt64?
    let client = RawClient(
      .with(
        unary: Unary { _, call in
          deadline = call.deadlineNanoseconds
          call.finish()
        }
      )
    )
    client.request(RawClient.head("grpc-timeout", text), framed([]))
    #expect(deadline == client.now + nanoseconds)
  }

  @Test(
    "a malformed deadline is INTERNAL",
    arguments: ["", "1", "S", "1s", "-1S", "1 S", "123456789S", "1.5S", "1SS"]
  )
  func malformedTimeout(_ text: String) {
    let client = RawClient(.with(unary: Unary.echo))
    let response = client.request(RawClient.head("grpc-timeout", text), framed([]))
    #expect(response.grpcStatus == "13")
  }

  @Test("a deadline beyond all time is none")
  func endlessTimeout() {
    let waiting = Waiting()
    let client = RawClient(.with(unary: waiting))
    client.request(RawClient.head("grpc-timeout", "99999999H"), framed([]))
    #expect(waiting.calls.first?.deadlineNanoseconds == nil)
  }

  @Test("a message may come byte by byte")
  func messageInPieces() {
    let client = RawClient(.with(unary: Unary.echo))
    let response = client.request(RawClient.head, [], ends: false)
    for byte in framed([1, 2, 3]) {
      response.write([byte])
      client.pump()
    }
    #expect(response.grpcStatus == nil)
    response.stream.end()
    client.pump()
    #expect(response.body == framed([1, 2, 3]))
    #expect(response.grpcStatus == "0")
  }
}
