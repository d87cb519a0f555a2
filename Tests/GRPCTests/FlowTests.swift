import GRPC
import HTTP2
import Testing

/// Readers that stop, writers that wait, and the limits that keep memory bounded.
@Suite struct FlowTests {
  @Test("a client that stops reading makes the server's handler wait, and go on later")
  func slowClient() {
    var sent = 0
    var most = 0
    func fill(_ call: ServerCall) {
      while sent < 4_000, call.bufferedByteCount < 64 << 10 {
        call.send([UInt8](repeating: UInt8(sent & 255), count: 1_000))
        sent += 1
        most = max(most, call.bufferedByteCount)
      }
      if sent == 4_000 {
        sent += 1
        call.finish()
      }
    }
    let loop = Loopback(
      .with(Methods.download) { script in
        script.onEnd = { fill($0) }
        script.onReady = { fill($0) }
      }
    )
    let recorder = Recorder()
    recorder.onMessage = { call in
      if recorder.messages.count % 500 == 0 { call.pauseReading() }
    }
    let call = loop.call(Methods.download, [[1]], recorder)
    for _ in 0..<8 {
      loop.pump()
      #expect(recorder.messages.count % 500 == 0)
      #expect(sent - recorder.messages.count < 1_300, "the windows bound what is ahead")
      call.resumeReading()
    }
    loop.pump()
    #expect(recorder.messages.count == 4_000)
    #expect(recorder.messages.enumerated().allSatisfy { $1[0] == UInt8($0 & 255) })
    #expect(recorder.status == .ok)
    #expect(most <= (64 << 10) + 1_005)
  }

  @Test("a handler that stops reading makes the client wait, and gets everything later")
  func slowServer() {
    var script: Script?
    let loop = Loopback(
      .with(Methods.upload) {
        script = $0
        $0.onMessage = { _, call in call.pauseReading() }
        $0.onEnd = { $0.finish(Status(.aborted, "done")) }
      }
    )
    let recorder = Recorder()
    let call = loop.client.start(Methods.upload, handler: recorder, now: loop.now)
    for index in 0..<100 { call.send([UInt8](repeating: UInt8(index), count: 50_000)) }
    call.sendEnd()
    loop.pump()
    #expect(script?.messages.count == 1)
    #expect(call.bufferedByteCount > 3_900_000, "1 MiB of window, not more, was used")
    // Waiting is our own wish, so no clock runs against the client.
    for _ in 0..<10 {
      loop.advance(seconds: 4)
      #expect(recorder.status == nil)
    }
    for expected in 2...100 {
      script?.call?.resumeReading()
      loop.pump()
      #expect(script?.messages.count == expected)
    }
    script?.call?.resumeReading()
    loop.pump()
    #expect(recorder.status?.code == .aborted)
    #expect(script?.messages.last == [UInt8](repeating: 99, count: 50_000))
  }

  @Test("a message that came in pieces earns no more window than its bytes")
  func exactCredit() {
    let loop = Loopback(
      .with(Methods.upload) { $0.onMessage = { _, call in call.pauseReading() } }
    )
    let call = loop.client.start(Methods.upload, handler: Recorder(), now: loop.now)
    call.send([UInt8](repeating: 1, count: 900_000))
    for _ in 0..<200 { call.send([UInt8](repeating: 2, count: 50_000)) }
    let all = call.bufferedByteCount
    loop.pump()
    let taken = all - call.bufferedByteCount
    #expect((900_000...900_000 + (1 << 20) + 5).contains(taken), "\(taken) bytes were taken")
  }

  @Test("a call that ends gives its wide window to the next")
  func windowsReturn() {
    var limits = TransportLimits()
    limits.enlargedWindowBytes = limits.streamingWindowBytes
    let loop = Loopback(
      .with(Methods.upload) { $0.onMessage = { _, call in call.pauseReading() } },
      limits: limits
    )
    for _ in 0..<5 {
      let calls = (0..<2).map { _ in
        loop.client.start(Methods.upload, handler: Recorder(), now: loop.now)
      }
      for call in calls {
        for _ in 0..<40 { call.send([UInt8](repeating: 2, count: 50_000)) }
      }
      let all = calls.map(\.bufferedByteCount)
      loop.pump()
      let taken = zip(all, calls).map { $0 - $1.bufferedByteCount }
      #expect(taken[0] > 1_000_000, "the first has the wide window")
      #expect(taken[1] < 150_000, "the second has the narrow one")
      for call in calls { call.cancel() }
      loop.pump()
    }
  }

  @Test("many large messages at once all arrive, while little is held")
  func largeAtOnce() {
    var limits = TransportLimits()
    limits.heldBytes = 1 << 20
    let loop = Loopback(.with(unary: Unary.echo), limits: limits)
    let recorders = (0..<60).map { _ in Recorder() }
    for (index, recorder) in recorders.enumerated() {
      loop.call(Methods.unary, [[UInt8](repeating: UInt8(index), count: 700_000)], recorder)
    }
    loop.pump()
    for (index, recorder) in recorders.enumerated() {
      #expect(recorder.status == .ok)
      #expect(recorder.messages == [[UInt8](repeating: UInt8(index), count: 700_000)])
    }
  }

  @Test("streams with messages larger than their window all get through")
  func largeStreams() {
    var limits = TransportLimits()
    limits.heldBytes = 1 << 20
    limits.enlargedWindowBytes = 1 << 20
    var scripts: [Script] = []
    let loop = Loopback(
      .with(Methods.upload) {
        scripts.append($0)
        $0.onEnd = { call in
          call.send([1])
          call.finish()
        }
      },
      limits: limits
    )
    let recorders = (0..<10).map { _ in Recorder() }
    for (index, recorder) in recorders.enumerated() {
      let message = [UInt8](repeating: UInt8(index), count: 300_000)
      loop.call(Methods.upload, [message, message, message], recorder)
    }
    loop.pump()
    #expect(recorders.allSatisfy { $0.status == .ok })
    #expect(scripts.allSatisfy { $0.messages.map(\.count) == [300_000, 300_000, 300_000] })
  }

  @Test("what an attacker can make a connection hold is bounded")
  func heldBytes() {
    var limits = TransportLimits()
    limits.heldBytes = 256 << 10
    let client = RawClient(.with(unary: Unary.echo), limits: limits)
    let body = Array(framed([UInt8](repeating: 1, count: 1 << 20)).dropLast())
    let responses = (0..<50).map { _ in client.request(RawClient.head, body, ends: false) }
    let sent = responses.reduce(0) { $0 + $1.stream.sentByteCount }
    // Every stream's first window, the budget, and the one message whose turn it is.
    #expect(sent < 50 * 65_535 + (256 << 10) + (1 << 20) + 65_535, "\(sent) bytes were taken")
    // Those whose turn comes and who do not go on are ended one after the other.
    for _ in 0..<60 { client.advance(seconds: 5) }
    #expect(responses.allSatisfy { $0.grpcStatus == "4" })
    #expect(client.server.runningCallCount == 0)
  }

  @Test("a message begun and not completed is ended within 5 s", arguments: [0, 3, 5, 100])
  func unfinishedBody(_ count: Int) {
    let client = RawClient(.with(unary: Unary.echo))
    let body = Array(framed([UInt8](repeating: 1, count: 200)).prefix(count))
    let response = client.request(RawClient.head, body, ends: false)
    client.advance(seconds: 4)
    #expect(response.grpcStatus == nil)
    client.advance(seconds: 1)
    #expect(response.grpcStatus == "4")
    #expect(client.server.runningCallCount == 0)
    #expect(client.request(RawClient.head, framed([1])).grpcStatus == "0")
  }

  @Test("a whole message without the end of its stream is ended within 5 s too")
  func unendedBody() {
    let client = RawClient(.with(unary: Unary.echo))
    let response = client.request(RawClient.head, framed([1]), ends: false)
    client.advance(seconds: 5)
    #expect(response.grpcStatus == "4")
  }

  @Test("a handler may stop reading in the middle of a message for as long as it likes")
  func pausedWithin() {
    var script: Script?
    let client = RawClient(.with(Methods.both) { script = $0 })
    let head = RawClient.head(":path", Methods.both.path)
    let response = client.request(head, framed([1]) + framed([1, 2, 3]).prefix(6), ends: false)
    script?.call?.pauseReading()
    client.advance(seconds: 18)
    #expect(response.grpcStatus == nil)
    script?.call?.resumeReading()
    client.advance(seconds: 5)
    #expect(response.grpcStatus == "4", "and the clock runs again")
    #expect(script?.cancelCount == 1)
  }

  @Test("messages that arrive before the end of their stream are kept as they were")
  func keptMessages() {
    let client = RawClient(.with(unary: Unary.echo))
    let fields = RawClient.head.map {
      HeaderList.Field(name: Array($0.0.utf8), value: Array($0.1.utf8))
    }
    let responses = (0..<5).map { _ in Response() }
    for (index, response) in responses.enumerated() {
      client.session.request(HeaderList(fields), on: response.stream, receiver: response)
      response.write(framed([UInt8](repeating: UInt8(index), count: 50)))
    }
    client.pump()
    for response in responses.reversed() {
      response.stream.end()
      client.pump()
    }
    for (index, response) in responses.enumerated() {
      #expect(response.body == framed([UInt8](repeating: UInt8(index), count: 50)))
    }
  }

  @Test("a stream of messages may pause between messages, not within one")
  func pauses() {
    let client = RawClient(.with(Methods.upload) { script in script.onEnd = { $0.finish() } })
    let head = RawClient.head(":path", Methods.upload.path)
    let response = client.request(head, framed([1]), ends: false)
    client.advance(seconds: 18)
    #expect(response.grpcStatus == nil)
    response.write(Array(framed([1, 2, 3]).prefix(6)))
    client.pump()
    client.advance(seconds: 5)
    #expect(response.grpcStatus == "4")
  }

  @Test("handlers that still run count against the calls allowed at once")
  func runningHandlers() {
    var limits = TransportLimits()
    limits.concurrentCalls = 10
    let waiting = Waiting()
    let client = RawClient(.with(unary: waiting), limits: limits)
    let first = (0..<10).map { _ in client.request(RawClient.head, framed([1])) }
    for response in first { response.stream.reset(.cancel) }
    client.pump()
    #expect(client.session.streamCount == 0)
    #expect(client.server.runningCallCount == 10)
    #expect(client.request(RawClient.head, framed([1])).closeCode == .refusedStream)
    for call in waiting.calls { call.finish() }
    waiting.calls.removeAll()
    #expect(client.server.runningCallCount == 0)
    let last = client.request(RawClient.head, framed([1]))
    waiting.calls.first?.finish()
    client.pump()
    #expect(last.grpcStatus == "0")
  }

  @Test("a client that does not read its answers gets RESOURCE_EXHAUSTED beyond the cap")
  func unreadAnswers() {
    var limits = TransportLimits()
    limits.unsentBytes = 500_000
    let loop = Loopback(
      .with(
        unary: Unary { _, call in
          call.send([UInt8](repeating: 1, count: 100_000))
          call.finish()
        }
      ),
      limits: limits
    )
    loop.clientReads = false
    let recorders = (0..<20).map { _ in Recorder() }
    for recorder in recorders { loop.call(Methods.unary, [[1]], recorder) }
    loop.pump()
    loop.clientReads = true
    loop.pump()
    let codes = recorders.map(\.status?.code)
    #expect(codes.filter { $0 == .ok }.count == 5)
    #expect(codes.filter { $0 == .resourceExhausted }.count == 15)
    #expect(loop.server.runningCallCount == 0)
  }

  @Test("a stream handler that ignores the back-pressure is stopped at the cap")
  func deafHandler() {
    var limits = TransportLimits()
    limits.unsentBytes = 500_000
    var script: Script?
    let loop = Loopback(
      .with(Methods.download) {
        script = $0
        $0.onEnd = { call in
          for _ in 0..<1_000 { call.send([UInt8](repeating: 1, count: 10_000)) }
          call.finish()
        }
      },
      limits: limits
    )
    let recorder = Recorder()
    loop.call(Methods.download, [[1]], recorder)
    loop.pump()
    #expect(recorder.status?.code == .resourceExhausted)
    #expect(recorder.messages.count < 60)
    #expect(script?.cancelCount == 1)
  }

  @Test("one long download does not keep short calls waiting")
  func fairness() {
    let methods = MethodTable.with(Methods.download) { script in
      script.onEnd = { call in
        for _ in 0..<100 { call.send([UInt8](repeating: 1, count: 10_000)) }
        call.finish()
      }
    }
    methods.add(Methods.unary, unary: Unary.echo)
    let loop = Loopback(methods)
    var downloaded = 0
    let long = Recorder()
    loop.call(Methods.download, [[1]], long)
    let short = Recorder()
    short.onMessage = { _ in downloaded = long.messages.count }
    loop.call(Methods.unary, [[1]], short)
    loop.pump()
    #expect(short.status == .ok)
    #expect(long.messages.count == 100)
    #expect(downloaded < 20, "\(downloaded) messages of the download came first")
  }

  @Test("a socket that takes little at a time loses nothing")
  func tinySocket() {
    let loop = Loopback(.with(unary: Unary.echo))
    loop.socketRoom = 97
    let recorders = (0..<10).map { _ in Recorder() }
    for (index, recorder) in recorders.enumerated() {
      loop.call(Methods.unary, [[UInt8](repeating: UInt8(index), count: 5_000)], recorder)
    }
    loop.pump()
    for (index, recorder) in recorders.enumerated() {
      #expect(recorder.messages == [[UInt8](repeating: UInt8(index), count: 5_000)])
    }
  }
}
