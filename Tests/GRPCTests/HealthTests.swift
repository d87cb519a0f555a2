import GRPC
import Testing

@Suite struct HealthTests {
  private let check = MethodDescriptor(service: "grpc.health.v1.Health", method: "Check")
  private let list = MethodDescriptor(service: "grpc.health.v1.Health", method: "List")
  private let watch = MethodDescriptor(
    service: "grpc.health.v1.Health",
    method: "Watch",
    isServerStreaming: true
  )
  private let health = HealthService()
  private let loop: Loopback

  init() {
    let methods = MethodTable()
    health.register(in: methods)
    loop = Loopback(methods)
  }

  private func request(_ service: String) throws -> [UInt8] {
    try WireText.bytes("grpc.health.v1.HealthCheckRequest", "{\"service\":\"\(service)\"}")
  }

  private func statuses(_ recorder: Recorder) throws -> [String] {
    try recorder.messages.map { try WireText.json("grpc.health.v1.HealthCheckResponse", $0) }
  }

  @Test("Check tells the status of the server and of a service, and knows whom it doesn't know")
  func checking() throws {
    health.set(status: .serving)
    health.set(service: "robots.v1.RuleService", status: .notServing)
    let server = loop.call(check, [])
    #expect(try statuses(server) == ["{\"status\":\"SERVING\"}"])
    #expect(server.status == .ok)
    let service = loop.call(check, try request("robots.v1.RuleService"))
    #expect(try statuses(service) == ["{\"status\":\"NOT_SERVING\"}"])
    let unknown = loop.call(check, try request("nobody"))
    #expect(unknown.status?.code == .notFound && unknown.messages.isEmpty)
    #expect(unknown.status?.message == "no health is known of a service \"nobody\"")
  }

  @Test("A request that is no message is INVALID_ARGUMENT")
  func malformed() {
    #expect(loop.call(check, [0x0a, 0x01, 0xff]).status?.code == .invalidArgument)
    #expect(loop.call(watch, [0x0a]).status?.code == .invalidArgument)
  }

  @Test("List tells every status")
  func listing() throws {
    health.set(status: .serving)
    health.set(service: "a", status: .unknown)
    let recorder = loop.call(list, [])
    let answers = try recorder.messages.map {
      try WireText.json("grpc.health.v1.HealthListResponse", $0)
    }
    #expect(answers == ["{\"statuses\":{\"\":{\"status\":\"SERVING\"},\"a\":{}}}"])
    #expect(recorder.status == .ok)
  }

  @Test("Watch tells the status at once and then each change, but nothing twice")
  func watching() throws {
    let recorder = loop.call(watch, try request("a"))
    #expect(try statuses(recorder) == ["{\"status\":\"SERVICE_UNKNOWN\"}"])
    health.set(service: "a", status: .serving)
    health.set(service: "a", status: .serving)
    health.set(service: "b", status: .notServing)
    loop.pump()
    health.set(service: "a", status: .notServing)
    loop.pump()
    #expect(
      try statuses(recorder) == [
        "{\"status\":\"SERVICE_UNKNOWN\"}", "{\"status\":\"SERVING\"}",
        "{\"status\":\"NOT_SERVING\"}",
      ]
    )
    #expect(recorder.status == nil)
  }

  @Test("A watcher that has gone is forgotten; the others go on")
  func leaving() throws {
    let gone = Recorder()
    let call = loop.client.start(watch, handler: gone, now: loop.now)
    call.send(try request("a"))
    call.sendEnd()
    let stays = loop.call(watch, try request("a"))
    call.cancel()
    loop.pump()
    health.set(service: "a", status: .serving)
    loop.pump()
    #expect(gone.messages.count == 1)
    #expect(stays.messages.count == 2)
    #expect(loop.server.runningCallCount == 1)
  }

  @Test("Shutting down tells watchers NOT_SERVING and lets a connection drain")
  func shutDown() throws {
    health.set(status: .serving)
    let recorder = loop.call(watch, [])
    loop.server.drain(now: loop.now)
    health.shutDown()
    loop.pump()
    #expect(try statuses(recorder) == ["{\"status\":\"SERVING\"}", "{\"status\":\"NOT_SERVING\"}"])
    #expect(recorder.status?.code == .unavailable)
    #expect(loop.server.runningCallCount == 0)
  }
}
