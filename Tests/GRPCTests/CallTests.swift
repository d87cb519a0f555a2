import GRPC
import Testing

/// The four kinds of call, their metadata and statuses.
@Suite struct CallTests {
  @Test("a unary call is answered with its message, again and again")
  func unary() {
    let loop = Loopback(.with(unary: Unary.echo))
    for round in 0..<300 {
      let message = [UInt8](repeating: UInt8(round & 255), count: round * 7)
      let recorder = loop.unary(message)
      #expect(recorder.messages == [message])
      #expect(recorder.status == .ok)
      #expect(recorder.finishCount == 1)
    }
    #expect(loop.server.runningCallCount == 0)
  }

  @Test("an empty message is a message")
  func empty() {
    let loop = Loopback(.with(unary: Unary.echo))
    #expect(loop.unary([]).messages == [[]])
  }

  @Test("messages of every size up to the limit pass both ways")
  func sizes() {
    let loop = Loopback(.with(unary: Unary.echo))
    for count in [16_379, 16_384, 65_530, 65_531, 65_536, 1 << 20, 3 << 20, 4 << 20] {
      let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      #expect(loop.unary(message).messages == [message], "\(count) bytes")
    }
  }

  @Test("a server stream gives its messages in order, then its status")
  func download() {
    let loop = Loopback(
      .with(Methods.download) { script in
        script.onEnd = { call in
          for index in 0..<1_000 { call.send([UInt8(index & 255), UInt8(index >> 8)]) }
          call.finish()
        }
      }
    )
    let recorder = Recorder()
    loop.call(Methods.download, [[1]], recorder)
    loop.pump()
    #expect(recorder.messages == (0..<1_000).map { [UInt8($0 & 255), UInt8($0 >> 8)] })
    #expect(recorder.status == .ok)
  }

  @Test("a client stream may have any number of messages, also none")
  func upload() {
    let loop = Loopback(
      .with(Methods.upload) { script in
        script.onEnd = { call in
          call.send(Array("\(script.messages.count)".utf8))
          call.finish()
        }
      }
    )
    for count in [0, 1, 500] {
      let recorder = Recorder()
      loop.call(Methods.upload, (0..<count).map { [UInt8($0 & 255)] }, recorder)
      loop.pump()
      #expect(recorder.messages == [Array("\(count)".utf8)])
      #expect(recorder.status == .ok)
    }
  }

  @Test("in a call that streams both ways each side speaks when it likes")
  func both() {
    let loop = Loopback(
      .with(Methods.both) { script in
        script.onMessage = { message, call in call.send(message + message) }
        script.onEnd = { $0.finish() }
      }
    )
    let recorder = Recorder()
    let call = loop.client.start(Methods.both, handler: recorder, now: loop.now)
    for index in UInt8(0)..<100 {
      call.send([index])
      loop.pump()
      #expect(recorder.messages.last == [index, index])
    }
    #expect(recorder.status == nil)
    call.sendEnd()
    loop.pump()
    #expect(recorder.status == .ok)
  }

  @Test("metadata arrives, text and binary, repeated keys in order, and goes back behind answers")
  func metadata() {
    let handler = Unary { message, call in
      #expect(call.metadataText("robots-user") == "anna")
      #expect(call.metadataText("robots-source") == nil)
      #expect(call.peer.userID == 1000)
      #expect(call.method == Methods.unary)
      call.send(message)
      var trailing = call.metadata
      trailing.append("checked", "yes")
      trailing.append("raw-bin", binary: [255, 0])
      call.finish(.ok, trailingMetadata: trailing)
    }
    let loop = Loopback(.with(unary: handler))
    var metadata: Metadata = ["robots-user": "anna", "x": "1", "x": "2"]
    metadata.append("a-bin", binary: [0, 1, 2, 253])
    metadata.append("a-bin", binary: [])
    let recorder = loop.unary([1], metadata: metadata)
    #expect(recorder.status == .ok)
    #expect(recorder.initialMetadata?.text("content-type") == nil)
    let seen = recorder.trailingMetadata
    #expect(seen?.all("x") == [Array("1".utf8), Array("2".utf8)])
    #expect(seen?.all("a-bin") == [[0, 1, 2, 253], []])
    #expect(seen?.text("robots-user") == "anna")
    #expect(seen?.text("content-type") == nil, "the protocol's own fields are not metadata")
    #expect(seen?.binary("raw-bin") == [255, 0])
    #expect(seen?.text("checked") == "yes")
    #expect(seen?.text("grpc-status") == nil)
  }

  @Test("every status arrives with its message and details", arguments: StatusCode.allCases)
  func statuses(_ code: StatusCode) {
    let texts = ["", "plain", "50% of “żółć” \n\r\u{0} \u{1F916}", "%41%zz%"]
    for text in texts {
      let details: [UInt8] = text.isEmpty ? [] : [8, UInt8(code.rawValue), 18, 1, 65]
      let status = Status(code, text, details: details)
      let loop = Loopback(.with(unary: Unary { _, call in call.finish(status) }))
      guard code != .ok else { continue }
      #expect(loop.unary([1]).status == status)
    }
  }

  @Test("a status may follow messages that were sent")
  func lateFailure() {
    let loop = Loopback(
      .with(Methods.download) { script in
        script.onEnd = { call in
          call.send([1])
          call.finish(Status(.dataLoss, "stop", details: [1]), trailingMetadata: ["k": "v"])
        }
      }
    )
    let recorder = Recorder()
    loop.call(Methods.download, [[1]], recorder)
    loop.pump()
    #expect(recorder.messages == [[1]])
    #expect(recorder.status == Status(.dataLoss, "stop", details: [1]))
    #expect(recorder.trailingMetadata?.text("k") == "v")
  }

  @Test("answers may come late and in any order")
  func lateAnswers() {
    let waiting = Waiting()
    let loop = Loopback(.with(unary: waiting))
    let recorders = (0..<100).map { _ in Recorder() }
    for (index, recorder) in recorders.enumerated() {
      loop.call(Methods.unary, [[UInt8(index)]], recorder)
    }
    loop.pump()
    #expect(loop.server.runningCallCount == 100)
    #expect(recorders.allSatisfy { $0.status == nil })
    for index in [50, 3, 99, 0] + (0..<100).filter({ ![50, 3, 99, 0].contains($0) }) {
      waiting.calls[index].send([UInt8(index)])
      waiting.calls[index].finish()
      loop.pump()
      #expect(recorders[index].messages == [[UInt8(index)]])
    }
    waiting.calls.removeAll()
    #expect(loop.server.runningCallCount == 0)
  }

  @Test("the gate sees every call first and may refuse it")
  func gate() {
    let gate = Gate()
    let methods = MethodTable.with(unary: Unary.echo)
    methods.gate = gate
    let loop = Loopback(methods)
    #expect(loop.unary([1], metadata: ["robots-user": "anna"]).status == .ok)
    let refused = loop.unary([1], metadata: ["robots-user": "eve"])
    #expect(refused.status == Status(.permissionDenied, "not eve"))
    #expect(refused.messages.isEmpty)
    #expect(gate.seen == ["Unary anna", "Unary eve"])
    #expect(loop.server.runningCallCount == 0)
  }

  @Test("asked again, the gate ends streams and requests under way; what is being answered goes on")
  func gateAskedAgain() {
    let gate = Gate()
    let waiting = Waiting()
    let methods = MethodTable.with(Methods.both) { _ in }
    methods.add(Methods.unary, unary: waiting)
    methods.gate = gate
    let loop = Loopback(methods)
    let recorders = (0..<4).map { _ in Recorder() }
    let calls = (0..<4).map { index in
      loop.client.start(
        index < 2 ? Methods.both : Methods.unary,
        metadata: ["robots-user": index == 0 ? "anna" : "ben"],
        handler: recorders[index],
        now: loop.now
      )
    }
    for call in calls.prefix(3) { call.send([1]) }
    calls[2].sendEnd()
    loop.pump()
    gate.banned = "ben"
    loop.server.judgeAgain(now: loop.now)
    loop.pump()
    let refusal = Status(.permissionDenied, "not ben")
    #expect(recorders.map(\.status) == [nil, refusal, nil, refusal])
    calls[0].send([2])
    let answered = waiting.calls.removeFirst()
    answered.send([9])
    answered.finish()
    loop.pump()
    #expect(waiting.calls.isEmpty, "the other request never came to its handler")
    #expect(recorders[2].status == .ok)
    #expect(loop.server.runningCallCount == 1)
  }
}

/// Lets everybody in but one.
private final class Gate: CallGate {
  private(set) var seen: [String] = []
  var banned = "eve"

  func refusal(of call: ServerCall) -> Status? {
    let user = call.metadataText("robots-user") ?? "nobody"
    seen.append("\(call.method.method) \(user)")
    return user == banned ? Status(.permissionDenied, "not \(banned)") : nil
  }
}
