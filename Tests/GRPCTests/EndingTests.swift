import GRPC
import HTTP2
import Testing

/// Deadlines, cancellation on either side, connections that go away.
@Suite struct EndingTests {
  @Test("the server answers DEADLINE_EXCEEDED by itself and a late answer is dropped")
  func serverDeadline() {
    let waiting = Waiting()
    let client = RawClient(.with(unary: waiting))
    let response = client.request(RawClient.head("grpc-timeout", "2S"), framed([1]))
    client.advance(seconds: 1.9)
    #expect(response.grpcStatus == nil)
    #expect(waiting.calls[0].isCancelled == false)
    client.advance(seconds: 0.2)
    #expect(response.grpcStatus == "4")
    #expect(waiting.calls[0].isCancelled)
    #expect(client.server.runningCallCount == 1, "its handler is still at work")
    waiting.calls[0].send([1])
    waiting.calls[0].finish()
    #expect(client.server.runningCallCount == 0)
    client.pump()
    #expect(response.body.isEmpty)
  }

  @Test("a deadline ends a stream and tells its handler once")
  func streamDeadline() throws {
    var script: Script?
    let loop = Loopback(.with(Methods.both) { script = $0 })
    let recorder = Recorder()
    let deadline = loop.now + 1_000_000_000
    let call = loop.client.start(
      Methods.both,
      deadlineNanoseconds: deadline,
      handler: recorder,
      now: loop.now
    )
    call.send([1])
    loop.pump()
    loop.advance(seconds: 2)
    #expect(recorder.status?.code == .deadlineExceeded)
    #expect(script?.cancelCount == 1)
    #expect(loop.server.runningCallCount == 0)
  }

  @Test("the client gives up by its own clock too")
  func clientDeadline() {
    let loop = Loopback(.with(unary: Waiting()))
    loop.clientReads = false
    let recorder = Recorder()
    loop.call(Methods.unary, [[1]], timeoutSeconds: 1, recorder)
    loop.pump()
    loop.advance(seconds: 2)
    #expect(recorder.status?.code == .deadlineExceeded)
    #expect(recorder.finishCount == 1)
  }

  @Test("a deadline that has passed already is not even sent")
  func pastDeadline() {
    let loop = Loopback(.with(unary: Unary.echo))
    let recorder = Recorder()
    loop.call(Methods.unary, [[1]], timeoutSeconds: 0, recorder)
    #expect(recorder.status?.code == .deadlineExceeded)
    loop.pump()
    #expect(recorder.finishCount == 1)
  }

  @Test("calls in time are not touched by the deadlines of others")
  func manyDeadlines() {
    let waiting = Waiting()
    let loop = Loopback(.with(unary: waiting))
    let recorders = (0..<20).map { _ in Recorder() }
    for (index, recorder) in recorders.enumerated() {
      loop.call(Methods.unary, [[1]], timeoutSeconds: Double(index + 1), recorder)
    }
    loop.pump()
    loop.advance(seconds: 10.5)
    #expect(recorders.map { $0.status?.code == .deadlineExceeded } == (0..<20).map { $0 < 10 })
    for call in waiting.calls {
      call.send([2])
      call.finish()
    }
    loop.pump()
    #expect(recorders.suffix(10).allSatisfy { $0.status == .ok })
  }

  @Test("a client that cancels is heard by a stream handler at once")
  func cancelStream() {
    var script: Script?
    let loop = Loopback(.with(Methods.both) { script = $0 })
    let recorder = Recorder()
    let call = loop.client.start(Methods.both, handler: recorder, now: loop.now)
    call.send([1])
    loop.pump()
    let serverCall = script?.call
    call.cancel()
    #expect(recorder.status?.code == .cancelled)
    loop.pump()
    #expect(script?.cancelCount == 1)
    #expect(serverCall?.isCancelled == true)
    serverCall?.send([1])
    serverCall?.finish()
    #expect(loop.server.runningCallCount == 0)
    #expect(recorder.finishCount == 1)
  }

  @Test("a unary call the client gave up keeps its place until it is answered")
  func cancelUnary() {
    let waiting = Waiting()
    let loop = Loopback(.with(unary: waiting))
    let recorder = Recorder()
    let call = loop.call(Methods.unary, [[1]], recorder)
    loop.pump()
    call.cancel()
    loop.pump()
    #expect(waiting.calls[0].isCancelled)
    #expect(loop.server.runningCallCount == 1)
    waiting.calls[0].finish(Status(.internal, "too late"))
    #expect(loop.server.runningCallCount == 0)
    waiting.calls[0].finish()
    #expect(loop.server.runningCallCount == 0, "finishing twice counts once")
  }

  @Test("calls cancelled before they were whole free their place")
  func cancelUnfinished() {
    let loop = Loopback(.with(unary: Unary.echo))
    for _ in 0..<300 {
      let call = loop.client.start(Methods.unary, handler: Recorder(), now: loop.now)
      loop.pump()
      call.cancel()
      loop.pump()
      loop.now += 1_000_000_000
    }
    #expect(loop.server.runningCallCount == 0)
    #expect(!loop.server.isClosed)
  }

  @Test("a handler that finishes before the client has ended wins")
  func earlyFinish() {
    var script: Script?
    let loop = Loopback(
      .with(Methods.both) {
        script = $0
        $0.onMessage = { _, call in call.finish(Status(.failedPrecondition, "enough")) }
      }
    )
    let recorder = Recorder()
    let call = loop.client.start(Methods.both, handler: recorder, now: loop.now)
    for _ in 0..<10 { call.send([1]) }
    loop.pump()
    #expect(recorder.status == Status(.failedPrecondition, "enough"))
    #expect(script?.messages.count == 1)
    #expect(script?.cancelCount == 0)
    #expect(loop.server.runningCallCount == 0)
    call.send([1])
    call.sendEnd()
    loop.pump()
    #expect(recorder.finishCount == 1)
  }

  @Test("a handler that finished hears nothing more")
  func finishedHandler() {
    var script: Script?
    let loop = Loopback(
      .with(Methods.download) {
        script = $0
        $0.onMessage = { _, call in
          for _ in 0..<100 { call.send([UInt8](repeating: 1, count: 1_000)) }
          call.finish()
        }
      }
    )
    let recorder = Recorder()
    loop.call(Methods.download, [[1]], recorder)
    loop.pump()
    #expect(recorder.status == .ok)
    #expect(recorder.messages.count == 100)
    #expect(script?.ended == false)
    #expect(script?.readyCount == 0)
    #expect(script?.cancelCount == 0)
  }

  @Test("a call that somebody still holds is not used for the next one")
  func heldCalls() {
    let waiting = Waiting()
    let loop = Loopback(.with(unary: waiting))
    for round in 0..<5 {
      let recorder = loop.unary([1], metadata: ["round": "\(round)"])
      waiting.calls[round].finish(Status(.aborted, "\(round)"))
      loop.pump()
      #expect(recorder.status?.message == "\(round)")
    }
    #expect(Set(waiting.calls.map { ObjectIdentifier($0) }).count == 5)
    #expect(waiting.calls.allSatisfy { $0.isFinished && $0.metadataText("round") != nil })
  }

  @Test("a lost connection ends every call with UNAVAILABLE and tells every handler")
  func lost() {
    let waiting = Waiting()
    var script: Script?
    let methods = MethodTable.with(Methods.both) { script = $0 }
    methods.add(Methods.unary, unary: waiting)
    let loop = Loopback(methods)
    let recorders = [Recorder(), Recorder()]
    loop.call(Methods.unary, [[1]], recorders[0])
    loop.client.start(Methods.both, handler: recorders[1], now: loop.now).send([1])
    loop.pump()
    loop.server.abort()
    #expect(loop.server.isClosed)
    #expect(script?.cancelCount == 1)
    #expect(waiting.calls[0].isCancelled)
    #expect(waiting.calls[0].connection == nil)
    waiting.calls[0].send([1])
    waiting.calls[0].finish()
    loop.client.connectionLost("the socket was closed")
    #expect(recorders.map(\.status?.code) == [.unavailable, .unavailable])
    #expect(recorders[0].status?.message == "the socket was closed")
    #expect(recorders.map(\.finishCount) == [1, 1])
    let late = Recorder()
    loop.call(Methods.unary, [[1]], late)
    #expect(late.status?.code == .unavailable)
  }

  @Test("a draining server serves what was sent and refuses what comes later")
  func drain() {
    let waiting = Waiting()
    let loop = Loopback(.with(unary: waiting))
    let before = Recorder()
    let between = Recorder()
    loop.call(Methods.unary, [[1]], before)
    loop.pump()
    loop.server.drain(now: loop.now)
    loop.call(Methods.unary, [[2]], between)
    loop.pump()
    #expect(waiting.calls.count == 2, "sent before the goodbye arrived")
    let after = Recorder()
    loop.call(Methods.unary, [[3]], after)
    #expect(after.status?.code == .unavailable)
    #expect(!loop.server.isClosed)
    for call in waiting.calls {
      call.send([9])
      call.finish()
    }
    loop.pump()
    #expect([before, between].map(\.status) == [.ok, .ok])
    #expect(loop.server.isClosed)
    #expect(loop.client.isClosed)
  }

  @Test("a draining client finishes its calls")
  func clientDrain() {
    let waiting = Waiting()
    let loop = Loopback(.with(unary: waiting))
    let recorder = Recorder()
    loop.call(Methods.unary, [[1]], recorder)
    loop.pump()
    loop.client.drain()
    loop.pump()
    let after = Recorder()
    loop.call(Methods.unary, [[2]], after)
    #expect(after.status?.code == .unavailable)
    waiting.calls[0].send([1])
    waiting.calls[0].finish()
    loop.pump()
    #expect(recorder.status == .ok)
    #expect(loop.client.isClosed)
  }

  @Test("an abort from inside a handler is safe")
  func abortInside() {
    let loop = Loopback(
      .with(
        unary: Unary { message, call in
          call.connection?.abort()
          call.send(message)
          call.finish()
        }
      )
    )
    loop.call(Methods.unary, [[1]], Recorder())
    loop.pump()
    #expect(loop.server.isClosed)
    #expect(loop.server.runningCallCount == 0)
  }
}
