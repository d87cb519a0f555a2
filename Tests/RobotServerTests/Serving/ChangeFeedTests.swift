import GRPC
import Linux
import RobotClient
import RobotModel
import RobotServer
import Testing

@Suite struct ChangeFeedTests {
  @Test("the first answer says from where, then every change is told, by the filter")
  func watching() throws {
    let server = try TestServer()
    let client = try server.connect()
    let all = try client.start("ExecutionService/WatchChanges")
    try all.sendOnly("{}")
    let first = try #require(try all.next())
    #expect(first["caughtUp"] == "true" && first.count("changes") == 0)
    try client.makePipeline()
    try client.putDeal("D-1")
    let pipeline = try #require(try all.next())
    #expect(pipeline["changes.0.pipeline.id"] == "orders")
    let deal = try #require(try all.next())
    #expect(deal["changes.0.record.record.id"] == "D-1")
    #expect(deal["changes.0.record.created"] == "true" && deal["caughtUp"] == "true")

    let late = try client.start("ExecutionService/WatchChanges")
    let cursor = try #require(pipeline["cursor"])
    try late.sendOnly(#"{"after": "\#(cursor)", "kinds": ["CHANGE_KIND_VISIT"]}"#)
    #expect(try #require(try late.next())["cursor"] == cursor)
    let visit = try #require(try late.next())
    #expect(visit["changes.0.visit.itemId"] == "D-1" && visit.count("changes") == 1)
    #expect(visit["cursor"] == deal["cursor"])
  }

  @Test("what one command changes comes in several answers where it is much, with one cursor")
  func largeBatch() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.makePipeline()
    let stream = try client.start("ExecutionService/WatchChanges")
    try stream.sendOnly("{}")
    _ = try stream.next()
    let text = String(repeating: "long ", count: 10_000)
    try client.call(
      "ExecutionService/PutRecord",
      """
      {"record": {"entityType": "deal", "id": "D-1", "pipeline": "orders", "stage": "new",
        "fields": {"name": {"text": "\(text)"}}}}
      """
    )
    var answers: [Answer] = []
    repeat { answers.append(try #require(try stream.next())) } while answers.last?["cursor"] == nil
    #expect(answers.count > 1)
    #expect(Set(answers.map { $0["sequence"] }).count == 1)
    #expect(answers[0]["changes.0.record.record.id"] == "D-1")
  }

  @Test("what is not durable yet is not told")
  func durability() throws {
    let directory = try TemporaryDirectory()
    let storage = try TroubledStorage(directory.file("data"), .isSlow(milliseconds: 5))
    let server = try TestServer(in: directory, storage: storage)
    let client = try server.connect()
    try client.makePipeline()
    // By these the server learns that the disk is slow.
    for number in 0..<4 { try client.putDeal("D-\(number)") }
    let other = try server.connect()
    let stream = try other.start("ExecutionService/WatchChanges")
    try stream.sendOnly("{}")
    _ = try stream.next()
    storage.begin(.hangs)
    let change = try client.start("ExecutionService/MoveItem")
    try change.sendOnly(#"{"entityType": "deal", "id": "D-0", "stage": "paid"}"#)
    try storage.hanging.wait()
    #expect(try stream.call.next(timeoutMilliseconds: 100) == nil, "it is not durable")
    try storage.letGo()
    #expect(try stream.next()?["changes.0.record.oldStage"] == "new")
    #expect(try change.next()?["moved"] == "true")
  }

  @Test("more watchers than the limit are refused, and one that leaves makes room")
  func limit() throws {
    let server = try TestServer()
    let client = try server.connect()
    var streams: [TestStream] = []
    for _ in 0..<Limits.changeReaders {
      let stream = try client.start("ExecutionService/WatchChanges")
      try stream.sendOnly("{}")
      _ = try stream.next()
      streams.append(stream)
    }
    let refused = try client.start("ExecutionService/WatchChanges")
    try refused.sendOnly("{}")
    #expect(try refused.ending().code == .resourceExhausted)
    streams[7].call.cancel()
    let next = try client.start("ExecutionService/WatchChanges")
    try next.sendOnly("{}")
    #expect(try next.next()?["caughtUp"] == "true")
  }

  @Test("when the server ends, who watches is told that it does")
  func serverEnd() throws {
    let server = try TestServer()
    let client = try server.connect()
    let stream = try client.start("ExecutionService/WatchChanges")
    try stream.sendOnly("{}")
    _ = try stream.next()
    try server.stop()
    #expect(try stream.ending().code == .unavailable)
  }
}
