import GRPC
import Protobuf
import Testing

@Suite struct ReflectionTests {
  private static let versions = ["v1", "v1alpha"]
  private let methods = MethodTable()
  private let loop: Loopback
  private let reflection: ReflectionService

  init() {
    reflection = ReflectionService(of: methods)
    reflection.register()
    methods.add(
      MethodDescriptor(service: "robots.v1.RuleService", method: "GetRobot"),
      unary: Unary.echo
    )
    loop = Loopback(methods)
  }

  private func method(_ version: String) -> MethodDescriptor {
    MethodDescriptor(
      service: "grpc.reflection.\(version).ServerReflection",
      method: "ServerReflectionInfo",
      isClientStreaming: true,
      isServerStreaming: true
    )
  }

  private func ask(_ version: String, _ request: String) throws -> JSONValue {
    let name = "grpc.reflection.\(version).ServerReflection"
    let recorder = loop.call(method(version), try WireText.bytes("\(name)Request", request))
    #expect(recorder.status == .ok)
    let answer = try #require(recorder.messages.first)
    return try JSONMapping().wireToJSONValue("\(name)Response", answer)
  }

  @Test("The services of the method table are listed, each once", arguments: versions)
  func services(version: String) throws {
    let answer = try ask(version, "{\"host\":\"h\",\"listServices\":\"\"}")
    let services = answer["listServicesResponse"]?["service"]?.elements
    #expect(
      services?.compactMap { $0["name"]?.text } == [
        "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
        "robots.v1.RuleService",
      ]
    )
    #expect(answer["validHost"]?.text == "h")
    #expect(answer["originalRequest"]?["listServices"]?.text == "")
  }

  @Test(
    "A file comes by name and by symbol, with what it imports",
    arguments: versions,
    [
      "{\"fileByFilename\":\"robots/v1/rule_service.proto\"}",
      "{\"fileContainingSymbol\":\"robots.v1.RuleService\"}",
      "{\"fileContainingSymbol\":\"robots.v1.RuleService.GetRobot\"}",
    ]
  )
  func files(version: String, request: String) throws {
    let answer = try ask(version, request)
    let files = answer["fileDescriptorResponse"]?["fileDescriptorProto"]?.elements?.count
    let set = DescriptorSet.embedded
    let index = try #require(set.fileIndex(named: "robots/v1/rule_service.proto"))
    #expect(files == set.filesNeeded(by: index).count)
  }

  @Test(
    "What is not known is an error in the answer, and the call goes on",
    arguments: [
      ("{\"fileByFilename\":\"x.proto\"}", 5), ("{\"fileContainingSymbol\":\"x.Y\"}", 5),
      (
        "{\"fileContainingExtension\":"
          + "{\"containingType\":\"robots.v1.Robot\",\"extensionNumber\":1}}", 5
      ),
      ("{\"allExtensionNumbersOfType\":\"x.Y\"}", 5), ("{}", 3),
    ]
  )
  func unknown(request: String, code: Int) throws {
    let error = try ask("v1", request)["errorResponse"]
    #expect(error?["errorCode"]?.content == .number("\(code)"))
    #expect(error?["errorMessage"]?.text?.isEmpty == false)
  }

  @Test("A type without extensions has an empty list of them")
  func extensions() throws {
    let answer = try ask("v1", "{\"allExtensionNumbersOfType\":\"robots.v1.Robot\"}")
    #expect(answer["allExtensionNumbersResponse"]?["baseTypeName"]?.text == "robots.v1.Robot")
  }

  @Test("One call answers many requests in order")
  func many() throws {
    let recorder = Recorder()
    let call = loop.client.start(method("v1"), handler: recorder, now: loop.now)
    for number in 0..<20 {
      call.send(
        try WireText.bytes(
          "grpc.reflection.v1.ServerReflectionRequest",
          "{\"host\":\"\(number)\",\"listServices\":\"\"}"
        )
      )
    }
    loop.pump()
    let hosts = try recorder.messages.map {
      try JSONMapping().wireToJSONValue("grpc.reflection.v1.ServerReflectionResponse", $0)[
        "validHost"
      ]?.text
    }
    #expect(hosts == (0..<20).map { "\($0)" })
    call.sendEnd()
    loop.pump()
    #expect(recorder.status == .ok)
  }

  @Test("K12: a client that asks and doesn't read is made to wait, not cut off")
  func flood() throws {
    let recorder = Recorder()
    let call = loop.client.start(method("v1"), handler: recorder, now: loop.now)
    let request = try WireText.bytes(
      "grpc.reflection.v1.ServerReflectionRequest",
      "{\"fileByFilename\":\"robots/v1/rule_service.proto\"}"
    )
    for _ in 0..<2000 { call.send(request) }
    call.sendEnd()
    // Sixty megabytes of answers: more than a connection may hold back.
    loop.clientReads = false
    loop.pump()
    loop.clientReads = true
    loop.pump()
    #expect(recorder.messages.count == 2000)
    #expect(recorder.status == .ok)
  }

  @Test("A request that is no message ends the call with INVALID_ARGUMENT")
  func malformed() {
    #expect(loop.call(method("v1"), [0x1a, 0x05]).status?.code == .invalidArgument)
  }
}
