import GRPC
import RobotClient
import RobotServer
import Testing

@Suite struct WatchTests {
  @Test("After the first empty message every run that comes or changes is told, by the filter")
  func watching() throws {
    let server = try TestServer { $0.executors = ["notify": "robot.notify"] }
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
    let all = try client.start("ExecutionService/WatchRuns")
    try all.sendOnly("{}")
    let one = try client.start("ExecutionService/WatchRuns")
    try one.sendOnly(#"{"itemId": "D-2", "states": ["RUN_STATE_SUCCEEDED"]}"#)
    for stream in [all, one] { #expect(try #require(try stream.next())["run.id"] == nil) }

    let worker = try Worker(client)
    for id in ["D-1", "D-2"] {
      try client.putDeal(id)
      try worker.succeed(try worker.nextAction())
      _ = try worker.next()
    }
    for id in ["D-1", "D-2"] {
      for state in ["READY", "DISPATCHED", "SUCCEEDED"] {
        let told = try #require(try all.next())
        #expect(told["run.itemId"] == id)
        #expect(told["run.state"] == "RUN_STATE_\(state)")
      }
    }
    let told = try #require(try one.next())
    #expect(told["run.itemId"] == "D-2")
    #expect(told["run.state"] == "RUN_STATE_SUCCEEDED")
  }

  @Test("When the server ends, who watches is told that it does")
  func serverEnd() throws {
    let server = try TestServer()
    let client = try server.connect()
    let stream = try client.start("ExecutionService/WatchRuns")
    try stream.sendOnly("{}")
    _ = try stream.next()
    try server.stop()
    #expect(try stream.ending().code == .unavailable)
  }

  @Test("Who does not read what he watches is cut off, and costs the server a bounded memory")
  func slowReader() throws {
    let server = try TestServer { $0.executors = ["notify": "robot.notify"] }
    let client = try server.connect()
    try client.makePipeline()
    try client.makeNotifier()
    let slow = try server.connect()
    let stream = try slow.start("ExecutionService/WatchRuns")
    try stream.sendOnly("{}")
    _ = try stream.next()
    let longName = String(repeating: "long ", count: 10_000)
    for number in 0..<100 {
      try client.call(
        "ExecutionService/PutRecord",
        """
        {"record": {"entityType": "deal", "id": "D-\(number)", "pipeline": "orders",
          "stage": "new", "fields": {"name": {"text": "\(longName)"}}}}
        """
      )
    }
    let ending = try stream.ending()
    #expect(ending.code == .resourceExhausted)
    #expect(
      ending.message == "changes come faster than they are read; watch again, and list "
        + "what was missed"
    )
  }
}
