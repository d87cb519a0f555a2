import GRPC
import Linux
import RobotClient
import Testing

@testable import RobotServer

@Suite struct DurabilityTests {
  @Test("What was answered is there after a restart, from the snapshot and the batches behind it")
  func restart() throws {
    let first = try TestServer()
    var client = try first.connect()
    try client.makePipeline()
    try client.putDeal("D-1")
    let snapshot = try client.call("ExecutionService/Snapshot")
    #expect(snapshot["sequence"] == "3")
    try client.putDeal("D-2")
    let second = try first.restarted()
    client = try second.connect()
    for id in ["D-1", "D-2"] {
      let answer = try client.call(
        "ExecutionService/GetRecord",
        #"{"entityType": "deal", "id": "\#(id)"}"#
      )
      #expect(answer["record.stage"] == "new")
      #expect(answer["record.fields.name.text"] == "Deal \(id)")
    }
    let status = try client.call("ExecutionService/GetStatus")
    #expect(status["journal.snapshotSequence"] == "4", "the end writes a snapshot")
    #expect(status["store.records"] == "2")
  }

  @Test("S-32: a repeated request gets the first answer, also after a restart; a reused id none")
  func repeats() throws {
    let first = try TestServer()
    var client = try first.connect()
    try client.makePipeline()
    let extra = #", "requestId": "r-1", "eventId": "e-1""#
    #expect(try client.putDeal("D-1", extra: extra)["created"] == "true")
    try client.putDeal("D-1", stage: "paid")
    let second = try first.restarted()
    client = try second.connect()
    let again = try client.putDeal("D-1", extra: extra)
    #expect(again["created"] == "true")
    #expect(again["record.stage"] == "new", "it is the first answer, not the present state")
    let reused = try client.status(
      of: "ExecutionService/PutRecord",
      TestClient.deal("D-2", extra: extra)
    )
    #expect(reused.code == .invalidArgument)
    #expect(reused.message.contains("request_id \"r-1\" was used before"))
    let event = try client.putDeal("D-3", extra: #", "eventId": "e-3""#)
    #expect(event["duplicate"] == nil)
    #expect(try client.putDeal("D-3", extra: #", "eventId": "e-3""#)["duplicate"] == "true")
  }

  @Test("K6: after a failed sync nothing is answered, no sync is tried again, and the server ends")
  func failedSync() throws {
    let directory = try TemporaryDirectory()
    let storage = try TroubledStorage(directory.file("data"))
    let server = try TestServer(in: directory, storage: storage)
    let client = try server.connect()
    try client.makePipeline()
    storage.begin(.cannotSync)
    let before = storage.syncCount
    #expect(
      try client.status(of: "ExecutionService/PutRecord", TestClient.deal("D-1")).code
        == .unavailable
    )
    do {
      try server.stop()
      Issue.record("the server went on")
    } catch let error as RobotServerError {
      #expect(error.kind == .system)
      #expect(error.description.contains("cannot be made durable: fdatasync"))
    }
    #expect(storage.syncCount == before + 1)
    // What was not answered may be there or not; either way the store is whole and goes on.
    let next = try TestServer(in: directory)
    let reader = try next.connect()
    let request = #"{"entityType": "deal", "id": "D-1"}"#
    let isThere = try reader.status(of: "ExecutionService/GetRecord", request) == .ok
    #expect(try reader.putDeal("D-1")["created"] == (isThere ? nil : "true"))
    #expect(try reader.putDeal("D-2")["created"] == "true")
    let count = try reader.call("ExecutionService/GetStatus")["store.records"]
    #expect(count == "2")
  }

  @Test("K6: nothing is answered that the journal could not take, and the server ends")
  func failedAppend() throws {
    let directory = try TemporaryDirectory()
    let storage = try TroubledStorage(directory.file("data"))
    let server = try TestServer(in: directory, storage: storage)
    let client = try server.connect()
    try client.makePipeline()
    storage.begin(.cannotRename)
    // The next segment is begun sooner or later.
    let text = String(repeating: "x", count: 60_000)
    var answered = 0
    while try client.status(
      of: "ExecutionService/PutRecord",
      #"{"record": {"entityType": "deal", "id": "D-\#(answered)", "pipeline": "orders","#
        + #" "stage": "new", "fields": {"description": {"text": "\#(text)"}}}}"#
    ) == .ok {
      answered += 1
    }
    #expect(answered > 0)
    do {
      try server.stop()
      Issue.record("the server went on")
    } catch let error as RobotServerError {
      #expect(error.description.contains("a change cannot be kept: rename"))
    }
    let next = try TestServer(in: directory)
    let reader = try next.connect()
    for number in 0..<answered {
      let request = #"{"entityType": "deal", "id": "D-\#(number)"}"#
      #expect(try reader.status(of: "ExecutionService/GetRecord", request) == .ok, "D-\(number)")
    }
  }

  @Test("K7: on a full disk changes are refused, reads go on, and room is used without a restart")
  func fullDisk() throws {
    let directory = try TemporaryDirectory()
    let data = directory.file("data")
    try TestServer(in: directory).stop()
    let storage = try TroubledStorage(data, .isFull)
    let server = try TestServer(in: directory, storage: storage)
    let client = try server.connect()
    let refusal = try client.status(of: "ExecutionService/PutRecord", TestClient.deal("D-1"))
    #expect(refusal.code == .unavailable)
    #expect(refusal.message.contains("No space left on device"))
    let status = try client.call("ExecutionService/GetStatus")
    #expect(status["store.records"] == nil, "nothing was changed")
    #expect(status["journal.obstacle"]?.contains("No space left on device") == true)
    let check = #"{"entityType": {"id": "boat", "displayName": "Boat"}, "validateOnly": true}"#
    #expect(try client.status(of: "RuleService/CreateEntityType", check) == .ok)
    storage.begin(.none)
    var answer = refusal
    while answer.code == .unavailable {
      answer = try client.status(
        of: "RuleService/CreateEntityType",
        #"{"entityType": {"id": "boat", "displayName": "Boat"}}"#
      )
    }
    #expect(answer == .ok)
    #expect(try client.call("ExecutionService/GetStatus")["journal.obstacle"] == nil)
  }

  @Test("While a sync takes long others are served, and what rests on it waits for it")
  func slowSync() throws {
    let directory = try TemporaryDirectory()
    let storage = try TroubledStorage(directory.file("data"), .isSlow(milliseconds: 5))
    let server = try TestServer(in: directory, storage: storage)
    let client = try server.connect()
    try client.makePipeline()
    // By these the server learns that the disk is slow.
    for number in 0..<4 { try client.putDeal("D-\(number)") }
    storage.begin(.hangs)
    let change = try client.start("ExecutionService/MoveItem")
    try change.sendOnly(#"{"entityType": "deal", "id": "D-0", "stage": "paid"}"#)
    try storage.hanging.wait()

    let other = try server.connect()
    let health = try other.call("grpc.health.v1.Health/Check")
    #expect(health["status"] == "SERVING", "what rests on nothing is answered")
    let read = try other.start("ExecutionService/GetRecord")
    try read.sendOnly(#"{"entityType": "deal", "id": "D-0"}"#)
    #expect(try read.call.next(timeoutMilliseconds: 100) == nil, "what it saw is not durable")
    try storage.letGo()
    #expect(try read.next()?["record.stage"] == "paid")
    #expect(try change.next()?["moved"] == "true")
  }
}
