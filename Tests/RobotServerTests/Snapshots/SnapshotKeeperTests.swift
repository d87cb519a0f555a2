import GRPC
import Linux
import RobotClient
import Testing

@testable import RobotServer

/// Snapshots of a service that writes nothing else: what none has saved is still to be saved.
@Suite struct SnapshotKeeperTests {
  private let directory: TemporaryDirectory
  private let storage: TroubledStorage

  init() throws {
    directory = try TemporaryDirectory()
    storage = try TroubledStorage(directory.file("data"))
  }

  /// A server that has written a snapshot, so that the journal has its own segment.
  private func start(
    _ configure: (inout RobotServerConfiguration) -> Void = { _ in }
  ) throws -> (server: TestServer, client: TestClient) {
    let server = try TestServer(in: directory, storage: storage) { configuration in
      configuration.sync = .none
      configure(&configuration)
    }
    let client = try server.connect()
    try client.makePipeline()
    try client.call("ExecutionService/Snapshot")
    return (server, client)
  }

  /// How many records the next start finds.
  private func countAfterRestart() throws -> String? {
    let server = try TestServer(in: directory) { $0.sync = .none }
    return try server.connect().call("ExecutionService/GetStatus")["store.records"]
  }

  private func failSnapshot(_ client: TestClient) throws {
    storage.begin(.cannotRename)
    #expect(try client.status(of: "ExecutionService/Snapshot").code == .unavailable)
    storage.begin(.none)
  }

  @Test("A stop saves what a snapshot that failed has not saved")
  func failedThenStop() throws {
    let (server, client) = try start()
    try client.putDeal("D-1")
    try failSnapshot(client)
    try server.stop()
    #expect(try countAfterRestart() == "1")
  }

  @Test("A snapshot that failed is tried again after the interval")
  func failedThenAgain() throws {
    let (server, client) = try start { $0.snapshotIntervalMilliseconds = 1_000 }
    let before = try client.call("ExecutionService/GetStatus")["journal.snapshotSequence"]
    try client.putDeal("D-1")
    try failSnapshot(client)
    let end = Clock.monotonicNanoseconds() + 30_000_000_000
    var sequence = before
    while sequence == before, Clock.monotonicNanoseconds() < end {
      sequence = try client.call("ExecutionService/GetStatus")["journal.snapshotSequence"]
    }
    #expect(sequence != before)
    try server.stop()
  }

  @Test("A stop whose snapshot fails says what is lost, and is no clean end")
  func failedAtStop() throws {
    let (server, client) = try start()
    try client.putDeal("D-1")
    storage.begin(.cannotRename)
    do {
      try server.stop()
      Issue.record("the change was lost without a word")
    } catch let error as RobotServerError {
      #expect(error.kind == .system)
      #expect(error.description.hasPrefix("what has changed since the last snapshot is lost: "))
    }
  }

  @Test("A stop saves what the snapshot that it cuts off in its feeding would have saved")
  func stopWhileFeeding() throws {
    let (server, client) = try start { $0.drainMilliseconds = 0 }
    let text = String(repeating: "x", count: 60_000)
    for number in 0..<300 {
      // The first ones fill a block; the others are more than a turn feeds.
      let fields = number < 10 ? #", "description": {"text": "\#(text)"}"# : ""
      try client.call(
        "ExecutionService/PutRecord",
        #"{"record": {"entityType": "deal", "id": "D-\#(number)", "pipeline": "orders","#
          + #" "stage": "new", "fields": {"name": {"text": "x"}\#(fields)}}}"#
      )
    }
    storage.begin(.hangsFeeding)
    let snapshot = try client.start("ExecutionService/Snapshot")
    try snapshot.sendOnly("{}")
    // The loop itself waits for the block; it hears of the stop as soon as that is written.
    try storage.hanging.wait()
    server.askToStop()
    try storage.letGo()
    #expect(try snapshot.ending().code == .unavailable, "the stop came first")
    try server.stop()
    #expect(try countAfterRestart() == "300")
  }

  @Test("A stop saves what a snapshot would have saved that waits for the disk")
  func stopWhileWaiting() throws {
    let (server, client) = try start { $0.drainMilliseconds = 0 }
    try client.putDeal("D-1")
    storage.begin(.hangs)
    let snapshot = try client.start("ExecutionService/Snapshot")
    try snapshot.sendOnly("{}")
    try storage.hanging.wait()
    server.askToStop()
    #expect(try snapshot.ending().code == .unavailable, "the stop has begun")
    try storage.letGo()
    try server.stop()
    #expect(try countAfterRestart() == "1")
  }
}
