import GRPC
import Protobuf
import RobotClient
import Testing

@testable import RobotServer

/// The table of methods against the definitions: none is missing, none is of another kind.
@Suite struct MethodTableTests {
  /// Every method of the robots' services, as the definitions say.
  private static let defined: [MethodDescriptor] = DescriptorSet.embedded.services
    .filter { $0.name.hasPrefix("robots.v1.") }
    .flatMap { service in
      service.methods.map { method in
        MethodDescriptor(
          service: service.name,
          method: method.name,
          isClientStreaming: method.isClientStreaming,
          isServerStreaming: method.isServerStreaming
        )
      }
    }

  @Test("every method of the definitions is answered")
  func answered() throws {
    let server = try TestServer { $0.clock = .simulated(startMilliseconds: 0) }
    let client = try server.connect()
    #expect(Self.defined.count > 50)
    for method in Self.defined {
      let name = "\(method.service)/\(method.method)"
      let status =
        method.isClientStreaming || method.isServerStreaming
        ? try firstStatus(of: client.start(name))
        : try client.status(of: name)
      #expect(status.code != .unimplemented, "\(name)")
    }
  }

  /// How a stream ends that the client ends at once, or OK if it is answered first.
  private func firstStatus(of stream: TestStream) throws -> Status {
    try stream.send("{}")
    stream.call.sendEnd()
    do {
      _ = try stream.next()
      stream.call.cancel()
      return .ok
    } catch let error as CallError {
      return error.status
    }
  }

  @Test("the list of methods is that of the definitions, in their order")
  func listed() {
    for (service, methods) in [
      (Services.rule, MethodList.rule.map { $0.descriptor }),
      (Services.execution, MethodList.execution.map { $0.descriptor }),
    ] {
      #expect(methods == Self.defined.filter { $0.service == service })
    }
  }

  @Test("S-30: bytes that are no message are refused by every unary call, naming the place")
  func malformed() throws {
    let server = try TestServer { $0.clock = .simulated(startMilliseconds: 0) }
    let channel = try server.connect().channel
    for method in Self.defined where !method.isClientStreaming && !method.isServerStreaming {
      let error = #expect(throws: CallError.self) {
        try channel.call(method, [0xff], timeoutMilliseconds: 20_000)
      }
      #expect(error?.status.code == .invalidArgument, "\(method.path)")
      #expect(error?.status.message == "byte 0: the message ends in the middle of a field")
    }
  }
}
