import GRPC
import RobotClient
import Testing

/// How long a client waits for an answer.
@Suite struct TimeoutTests {
  private let method = MethodDescriptor(service: "robots.v1.ExecutionService", method: "GetStatus")

  @Test(
    "A wait that no clock can count is one without end",
    arguments: [Int64.max, Int64.max / 1_000, 18_446_744_073_709, 18_446_744_073_710]
  )
  func endless(_ milliseconds: Int64) throws {
    let server = try TestServer()
    let answer = try server.connect().channel.call(method, [], timeoutMilliseconds: milliseconds)
    #expect(!answer.isEmpty)
  }

  @Test("No time at all, or less, is over at once", arguments: [0, -1, Int64.min])
  func none(_ milliseconds: Int64) throws {
    let server = try TestServer()
    let channel = try server.connect().channel
    let error = #expect(throws: CallError.self) {
      try channel.call(method, [], timeoutMilliseconds: milliseconds)
    }
    #expect(error?.status.code == .deadlineExceeded)
  }
}
