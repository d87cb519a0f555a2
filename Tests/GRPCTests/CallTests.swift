import GRPC
import Testing

@Suite struct CallTests {
  @Test("a unary call is answered with its message")
  func unary() throws {
    let methods = MethodTable()
    methods.add(Methods.unary, unary: Unary.echo)
    let loop = Loopback(methods)
    for round in 0..<100 {
      let recorder = Recorder()
      let call = loop.client.start(Methods.unary, handler: recorder, now: loop.now)
      call.send([UInt8](repeating: UInt8(round), count: round))
      call.sendEnd()
      loop.pump()
      #expect(recorder.messages == [[UInt8](repeating: UInt8(round), count: round)])
      #expect(recorder.status == .ok)
      #expect(recorder.finishCount == 1)
    }
    #expect(loop.server.runningCallCount == 0)
  }
}
