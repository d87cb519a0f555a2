import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct WorkRequestTests {
  private static let number = StoreNumber(rawValue: 1_763_774_000_000 << 20)

  @Test("a worker's messages become what they ask")
  func messages() throws {
    let hello = try WorkRequest.json(
      #"{"hello": {"queues": ["crm", "mail"], "credit": 5, "workerName": "w"}}"#
    )
    guard case .hello(["crm", "mail"], credit: 5, workerName: "w") = hello else {
      Issue.record("\(hello)")
      return
    }
    guard case .credit(7) = try WorkRequest.json(#"{"credit": {"credit": 7}}"#),
      case .heartbeat([Self.number]) = try WorkRequest.json(
        #"{"heartbeat": {"ids": ["\#(Self.number.text)"]}}"#
      )
    else {
      Issue.record("credit and heartbeat are read wrongly")
      return
    }
  }

  @Test("a result is a success with outputs, or a failure")
  func results() throws {
    let success = try WorkRequest.json(
      """
      {"result": {"id": "\(Self.number.text)", "key": "k", "attempt": 3,
        "success": {"outputs": {"link": {"text": "x"}}}}}
      """
    )
    guard case .result(let completion) = success else {
      Issue.record("\(success)")
      return
    }
    #expect(
      completion
        == CompleteAction(
          run: Self.number,
          key: "k",
          attempt: 3,
          outcome: .success(outputs: [NamedValue(name: "link", value: .text("x"))])
        )
    )
    let failure = try WorkRequest.json(
      """
      {"result": {"id": "\(Self.number.text)", "key": "k",
        "failure": {"message": "no", "permanent": true, "retryAfter": "1.5s"}}}
      """
    )
    guard case .result(let completion) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(completion.attempt == nil)
    #expect(
      completion.outcome
        == .failure(message: "no", isPermanent: true, retryAfterMilliseconds: 1500)
    )
  }

  @Test("S-30: every offending field is named")
  func violations() throws {
    #expect(
      try WorkRequest.violations(#"{"hello": {"queues": ["a", "b/c"], "credit": 10001}}"#)
        == [
          "hello.queues[1]: an id holds no \"/\"",
          "hello.credit: is 10001; it is 1 to 10000",
        ]
    )
    #expect(
      try WorkRequest.violations(#"{"hello": {"credit": 1}}"#)
        == ["hello.queues: at least one queue is needed"]
    )
    #expect(
      try WorkRequest.violations(#"{"heartbeat": {"ids": ["x"]}}"#)
        == ["heartbeat.ids[0]: \"x\" is no id of the service's making: those have 13 characters"]
    )
    #expect(
      try WorkRequest.violations(#"{"result": {}}"#)
        == ["result.id: an id is needed", "result.outcome: a success or a failure is needed"]
    )
    #expect(
      try WorkRequest.violations(#"{"result": {"id": "x", "success": {}, "attempt": -1}}"#)
        == ["result.attempt: is -1; it is the action's, or 0 where that is not known"]
    )
    #expect(
      try WorkRequest.violations("{}")
        == ["message: a hello, credit, heartbeat or result is needed"]
    )
  }

  @Test("a file comes as its header and chunks of at most 1 MiB")
  func files() throws {
    guard
      case .header(id: "f", name: "a.txt", contentType: "text/plain") = try PutFileRequest.json(
        #"{"header": {"id": "f", "name": "a.txt", "contentType": "text/plain"}}"#
      ),
      case .chunk([1, 2]) = try PutFileRequest.json(#"{"chunk": "AQI="}"#)
    else {
      Issue.record("header and chunk are read wrongly")
      return
    }
    let chunk = [UInt8](repeating: 0, count: 1024 * 1024 + 1)
    var writer = WireWriter()
    writer.bytes(2, chunk)
    let bytes = writer.bytes
    let error = #expect(throws: RequestError.self) {
      try PutFileRequest(decoding: bytes.span.bytes, with: Arena())
    }
    #expect(
      error?.violations.map(\.description) == ["has 1048577 bytes; at most 1048576 go at once"]
    )
    #expect(try GetFileRequest.json(#"{"id": "f"}"#).id == "f")
  }
}
