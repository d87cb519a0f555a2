import GRPC
import RobotClient
import Testing

@testable import RobotServer

@Suite struct WorkerTests {
  /// A server on which a robot of the stage "new" asks the queue "robot.notify".
  private let server: TestServer
  private let client: TestClient

  init() throws {
    server = try TestServer { $0.executors = ["notify": "robot.notify"] }
    client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
  }

  @Test("S-26: a worker takes an action, reports success, and the run has succeeded")
  func success() throws {
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let action = try worker.nextAction()
    #expect(action["action.queue"] == "robot.notify")
    #expect(action["action.parameters.text.text"] == "New: Deal D-1")
    #expect(action["action.attempt"] == "1")
    try worker.succeed(action)
    #expect(
      try worker.next()["acknowledgement.disposition"] == "ACTION_RESULT_DISPOSITION_ACCEPTED"
    )
    #expect(try runs()["runs.0.state"] == "RUN_STATE_SUCCEEDED")
  }

  @Test("S-26: a second result is IGNORED, one for nothing that was handed out UNKNOWN")
  func lateResults() throws {
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let action = try worker.nextAction()
    for disposition in ["ACCEPTED", "IGNORED"] {
      try worker.succeed(action)
      let expected = "ACTION_RESULT_DISPOSITION_\(disposition)"
      #expect(try worker.next()["acknowledgement.disposition"] == expected)
    }
    for id in ["0000000000001", "nosuch"] {
      try worker.send(#"{"result": {"id": "\#(id)", "key": "k", "success": {}}}"#)
      let answer = try worker.next()
      #expect(answer["acknowledgement.id"] == id)
      #expect(answer["acknowledgement.disposition"] == "ACTION_RESULT_DISPOSITION_UNKNOWN")
    }
    try client.putDeal("D-2")
    #expect(try worker.nextAction()["action.item.id"] == "D-2", "the stream goes on")
  }

  @Test("Without credit nothing is handed out; with it the oldest action comes first")
  func credit() throws {
    let worker = try Worker(client, credit: 1)
    for id in ["D-1", "D-2", "D-3"] { try client.putDeal(id) }
    let first = try worker.nextAction()
    #expect(first["action.item.id"] == "D-1")
    #expect(try runs()["runs.1.state"] == "RUN_STATE_READY")
    try worker.send(#"{"credit": {"credit": 2}}"#)
    #expect(try worker.nextAction()["action.item.id"] == "D-2")
    try worker.succeed(first)
    #expect(try worker.next()["acknowledgement.id"] == first["action.id"])
    #expect(try worker.nextAction()["action.item.id"] == "D-3")
  }

  @Test("S-26: the end of a worker's stream gives its actions to the next one, with the same key")
  func streamEnd() throws {
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let action = try worker.nextAction()
    worker.stream.call.sendEnd()
    #expect(try worker.stream.ending() == .ok)
    let other = try Worker(client)
    let again = try other.nextAction()
    #expect(again["action.key"] == action["action.key"])
    #expect(again["action.attempt"] == "2")
  }

  @Test("S-26: the end of a worker's connection does so too")
  func connectionEnd() throws {
    var connection: TestClient? = try server.connect()
    var worker: Worker? = try connection.map { try Worker($0) }
    try client.putDeal("D-1")
    let action = try worker?.nextAction()
    worker = nil
    connection = nil
    #expect(connection == nil && worker == nil)
    #expect(try Worker(client).nextAction()["action.key"] == action?["action.key"])
  }

  @Test(
    "A stream that breaks the order is refused in words",
    arguments: [
      ([#"{"credit": {"credit": 1}}"#], "a worker's first message is a hello"),
      (
        [
          #"{"hello": {"queues": ["robot.notify"], "credit": 1}}"#,
          #"{"hello": {"queues": ["robot.notify"], "credit": 1}}"#,
        ], "a worker says hello once"
      ),
    ]
  )
  func order(messages: [String], refusal: String) throws {
    let stream = try client.start("ExecutionService/Work")
    for message in messages { try stream.send(message) }
    let status = try stream.ending()
    #expect(status.code == .failedPrecondition)
    #expect(status.message == refusal)
  }

  @Test("When the server ends a worker's stream ends as UNAVAILABLE, and its action is kept")
  func serverEnd() throws {
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let key = try worker.nextAction()["action.key"]
    let restarted = try server.restarted()
    #expect(try worker.stream.ending().code == .unavailable)
    #expect(try Worker(try restarted.connect()).nextAction()["action.key"] == key)
  }

  private func runs() throws -> Answer {
    try client.call("ExecutionService/ListRuns")
  }
}

/// A worker of the queue "robot.notify" that has been welcomed.
final class Worker {
  let stream: TestStream

  init(_ client: TestClient, credit: Int = 10) throws {
    stream = try client.start("ExecutionService/Work")
    try stream.send(
      #"{"hello": {"queues": ["robot.notify"], "credit": \#(credit), "workerName": "test"}}"#
    )
    #expect(try next()["welcome.lease"] == "30s")
  }

  func send(_ message: String) throws {
    try stream.send(message)
  }

  /// The next message.
  func next() throws -> Answer {
    try #require(try stream.next())
  }

  /// The next message, which is an action.
  func nextAction() throws -> Answer {
    let message = try next()
    #expect(message["action.id"] != nil)
    return message
  }

  /// Reports that an action was done.
  func succeed(_ action: Answer) throws {
    let id = try #require(action["action.id"])
    let key = try #require(action["action.key"])
    try send(#"{"result": {"id": "\#(id)", "key": "\#(key)", "success": {}}}"#)
  }

  /// Reports that an attempt has failed.
  func fail(_ action: Answer) throws {
    let id = try #require(action["action.id"])
    let key = try #require(action["action.key"])
    let attempt = try #require(action["action.attempt"])
    let result = #""id": "\#(id)", "key": "\#(key)", "attempt": \#(attempt)"#
    try send(#"{"result": {\#(result), "failure": {"message": "no line"}}}"#)
  }
}
