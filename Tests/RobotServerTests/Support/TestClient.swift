import GRPC
import Protobuf
import RobotClient
import Testing

/// A connection on which calls are made with JSON texts.
final class TestClient {
  let channel: Channel
  private let mapping = JSONMapping()
  private let definitions = DescriptorSet.embedded

  init(socketPath: String) throws {
    channel = try Channel(socketPath: socketPath)
  }

  /// Calls a unary method, such as `ExecutionService/PutRecord`; returns the answer as JSON.
  @discardableResult
  func call(
    _ method: String,
    _ request: String = "{}",
    metadata: Metadata = Metadata()
  ) throws -> Answer {
    let (descriptor, input, output) = try names(of: method)
    let bytes = try mapping.jsonToWire(input, Array(request.utf8))
    let answer = try channel.call(
      descriptor,
      bytes,
      metadata: metadata,
      timeoutMilliseconds: 120_000
    )
    return Answer(value: try mapping.wireToJSONValue(output, answer))
  }

  /// The status that a call ends with.
  func status(
    of method: String,
    _ request: String = "{}",
    metadata: Metadata = Metadata()
  ) throws -> Status {
    do {
      try call(method, request, metadata: metadata)
      return .ok
    } catch let error as CallError {
      return error.status
    }
  }

  /// Starts a call that streams.
  func start(_ method: String, metadata: Metadata = Metadata()) throws -> TestStream {
    let (descriptor, input, output) = try names(of: method)
    let call = channel.start(descriptor, metadata: metadata, timeoutMilliseconds: 120_000)
    return TestStream(self, call, input: input, output: output, mapping)
  }

  private func names(of method: String) throws -> (MethodDescriptor, String, String) {
    let parts = method.split(separator: "/").map(String.init)
    let name = parts[0].contains(".") ? parts[0] : "robots.v1.\(parts[0])"
    let service = try #require(definitions.services.first { $0.name == name })
    let info = try #require(service.method(named: parts[1]))
    let descriptor = MethodDescriptor(
      service: name,
      method: info.name,
      isClientStreaming: info.isClientStreaming,
      isServerStreaming: info.isServerStreaming
    )
    return (descriptor, info.inputName, info.outputName)
  }
}

/// A call that streams, in JSON.
final class TestStream {
  let call: Call
  /// A call does not keep its connection alive.
  private let client: TestClient
  private let input: String
  private let output: String
  private let mapping: JSONMapping

  init(
    _ client: TestClient,
    _ call: Call,
    input: String,
    output: String,
    _ mapping: JSONMapping
  ) {
    self.client = client
    self.call = call
    self.input = input
    self.output = output
    self.mapping = mapping
  }

  /// Sends one message.
  func send(_ message: String) throws {
    call.send(try mapping.jsonToWire(input, Array(message.utf8)))
  }

  /// Sends the one message of a call that takes no more.
  func sendOnly(_ message: String) throws {
    try send(message)
    call.sendEnd()
  }

  /// The next message; nil when the call has ended well.
  func next() throws -> Answer? {
    try call.next().map { Answer(value: try mapping.wireToJSONValue(output, $0)) }
  }

  /// The status that the call ends with; messages before it are passed over.
  func ending() throws -> Status {
    do throws(CallError) {
      try call.finish()
      return .ok
    } catch {
      return error.status
    }
  }
}
