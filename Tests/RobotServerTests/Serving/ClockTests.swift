import GRPC
import RobotClient
import RobotModel
import Testing

@testable import RobotServer

@Suite struct ClockTests {
  private func simulated(executors: [String: String] = [:]) throws -> TestServer {
    // 2026-01-01T00:00:00Z
    try TestServer {
      $0.clock = .simulated(startMilliseconds: 1_767_225_600_000)
      $0.executors = executors
    }
  }

  @Test("S-34: the clock stands still, then goes from due instant to due instant to its target")
  func advancing() throws {
    let server = try simulated()
    let client = try server.connect()
    try client.makePipeline()
    for hours in [1, 2, 48] {
      try client.makeNotifier(after: #"{"count": \#(hours), "unit": "TIME_UNIT_HOUR"}"#)
    }
    try client.putDeal("D-1")
    let answer = try client.call("ExecutionService/AdvanceClock", #"{"by": "86400s"}"#)
    #expect(answer["time"] == "2026-01-02T00:00:00Z")
    #expect(answer["instants"] == "2")
    #expect(answer["runCount"] == "2")
    #expect(answer["runs.0.finishTime"] == "2026-01-01T01:00:00Z")
    #expect(answer["runs.1.finishTime"] == "2026-01-01T02:00:00Z")
    let status = try client.call("ExecutionService/GetStatus")
    #expect(status["time"] == "2026-01-02T00:00:00Z")
    #expect(status["simulatedClock"] == "true")
  }

  @Test("S-34: a way to the end of time ends there, and so does the next", .timeLimit(.minutes(2)))
  func endOfTime() throws {
    let server = try simulated()
    let client = try server.connect()
    let answer = try client.call("ExecutionService/AdvanceClock", #"{"by": "315576000000s"}"#)
    #expect(answer["time"]?.hasPrefix("9999-12-31T23:59:59") == true)
    #expect(try client.status(of: "ExecutionService/AdvanceClock", #"{"by": "1s"}"#).code == .ok)
  }

  @Test("S-34: a restart continues from the last applied instant, wherever it was told to begin")
  func restart() throws {
    let first = try simulated()
    try first.connect().call("ExecutionService/AdvanceClock", #"{"to": "2026-03-01T12:00:00Z"}"#)
    let second = try first.restarted()
    let status = try second.connect().call("ExecutionService/GetStatus")
    #expect(status["time"] == "2026-03-01T12:00:00Z")
  }

  @Test("S-34: backwards is refused, and on a real clock the call is UNIMPLEMENTED")
  func refusals() throws {
    let server = try simulated()
    let client = try server.connect()
    let past = try client.status(
      of: "ExecutionService/AdvanceClock",
      #"{"to": "2025-12-31T23:59:59Z"}"#
    )
    #expect(past.code == .invalidArgument)
    let real = try TestServer()
    let refusal = try real.connect().status(of: "ExecutionService/AdvanceClock", #"{"by": "1s"}"#)
    #expect(refusal.code == .unimplemented)
  }

  @Test("S-34: actions of connected workers are waited for; of two calls the second is ABORTED")
  func workers() throws {
    let server = try simulated(executors: ["notify": "robot.notify"])
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier(after: #"{"count": 1, "unit": "TIME_UNIT_HOUR"}"#)
    try client.putDeal("D-1")
    let worker = try Worker(client)
    let other = try server.connect()
    let first = try other.start("ExecutionService/AdvanceClock")
    try first.sendOnly(#"{"by": "7200s", "settleTimeout": "15s"}"#)
    let action = try worker.nextAction()
    let status = try client.call("ExecutionService/GetStatus")
    #expect(status["time"] == "2026-01-01T01:00:00Z", "the clock waits at the due instant")
    let second = try client.status(of: "ExecutionService/AdvanceClock", #"{"by": "1s"}"#)
    #expect(second.code == .aborted)
    try worker.succeed(action)
    _ = try worker.next()
    let answer = try #require(try first.next())
    #expect(answer["time"] == "2026-01-01T02:00:00Z")
    #expect(answer["runs.0.state"] == "RUN_STATE_SUCCEEDED")
    #expect(answer.count("unsettledActions") == 0)
  }

  @Test("S-34: an action that does not settle in time is named, and the clock goes on")
  func unsettled() throws {
    let server = try simulated(executors: ["notify": "robot.notify"])
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let action = try worker.nextAction()
    let answer = try client.call(
      "ExecutionService/AdvanceClock",
      #"{"by": "10s", "settleTimeout": "0.010s"}"#
    )
    #expect(answer["time"] == "2026-01-01T00:00:10Z")
    #expect(answer["unsettledActions.0"] == action["action.id"])
  }

  @Test("S-34: however long workers may take, they are waited for")
  func settleWithoutEnd() throws {
    let server = try simulated(executors: ["notify": "robot.notify"])
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let action = try worker.nextAction()
    let advance = try server.connect().start("ExecutionService/AdvanceClock")
    // In nanoseconds this is 0.29 s more than fits into 64 bits.
    try advance.sendOnly(#"{"by": "10s", "settleTimeout": "18446744074s"}"#)
    #expect(try advance.call.next(timeoutMilliseconds: 600) == nil)
    try worker.succeed(action)
    #expect(try #require(try advance.next()).count("unsettledActions") == 0)
  }

  @Test("S-26: the lease follows the engine's time: past its end the action is handed out anew")
  func lease() throws {
    let server = try simulated(executors: ["notify": "robot.notify"])
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let action = try worker.nextAction()
    let request = #"{"by": "31s", "settleTimeout": "0s"}"#
    try client.call("ExecutionService/AdvanceClock", request)
    let again = try worker.nextAction()
    #expect(again["action.key"] == action["action.key"])
    #expect(again["action.attempt"] == "2")
  }

  @Test("S-26: a failure told after the lease's end says nothing of the attempt under way")
  func lateFailure() throws {
    let server = try simulated(executors: ["notify": "robot.notify"])
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
    let worker = try Worker(client)
    try client.putDeal("D-1")
    let first = try worker.nextAction()
    let request = #"{"by": "31s", "settleTimeout": "0s"}"#
    try client.call("ExecutionService/AdvanceClock", request)
    let second = try worker.nextAction()
    try worker.fail(first)
    let ignored = "ACTION_RESULT_DISPOSITION_IGNORED"
    #expect(try worker.next()["acknowledgement.disposition"] == ignored)
    let runs = try client.call("ExecutionService/ListRuns")
    #expect(runs["runs.0.state"] == "RUN_STATE_DISPATCHED")
    #expect(runs["runs.0.attempts"] == second["action.attempt"])
    try client.call("ExecutionService/AdvanceClock", request)
    #expect(try worker.nextAction()["action.attempt"] == "3", "the second had its own lease")
  }

  @Test("Engine time never decreases, and is as far ahead as the last batch says")
  func monotony() {
    let clock = ServiceClock(isSimulated: false, start: .latest)
    #expect(clock.now == .latest)
    clock.read()
    #expect(clock.now == .latest)
    #expect(clock.millisecondsBehind > 0)
  }
}
