import GRPC
import Linux
import RobotClient
import RobotServer
import Testing

@testable import struct RobotServer.AccessRules

@Suite struct PeerTests {
  private let rules: AccessRules = {
    var configuration = RobotServerConfiguration(socketPath: "s", dataDirectory: "d")
    configuration.users = [1001: "anna", 1002: "ben"]
    configuration.allowedUsers = [1003]
    configuration.trustedUsers = [1004]
    configuration.administrators = ["anna"]
    return AccessRules(configuration, ownerID: 900)
  }()

  @Test("K13, S-29: owner, root and whom the configuration names may connect, nobody else")
  func connecting() {
    for uid: UInt32 in [0, 900, 1001, 1002, 1003, 1004] { #expect(rules.mayConnect(uid)) }
    for uid: UInt32 in [1, 1000, 1005, .max] { #expect(!rules.mayConnect(uid)) }
  }

  @Test("S-29: owner and root act as system; trust and user are a matter of the configuration")
  func standing() {
    for uid: UInt32 in [0, 900] {
      #expect(rules.standing(of: uid) == .init(user: "system", isSystem: true, isTrusted: true))
    }
    #expect(rules.standing(of: 1001) == .init(user: "anna", isSystem: false, isTrusted: false))
    #expect(rules.standing(of: 1003) == .init(user: nil, isSystem: false, isTrusted: false))
    #expect(rules.standing(of: 1004) == .init(user: nil, isSystem: false, isTrusted: true))
  }

  @Test("S-29: who calls for a user has that user's rights and no more")
  func actingFor() throws {
    let server = try TestServer { $0.administrators = ["anna"] }
    let client = try server.connect()
    let status = { (user: String) in
      try client.status(of: "ExecutionService/GetStatus", metadata: ["robots-user": user])
    }
    #expect(try status("anna") == .ok)
    #expect(try status("ben").code == .permissionDenied)
    #expect(try status("a/b").code == .invalidArgument)
    #expect(try status("system") == .ok)
  }

  @Test("S-29: rights that the configuration takes away are gone with the next call")
  func reload() throws {
    let server = try TestServer { $0.administrators = ["anna"] }
    let client = try server.connect()
    var configuration = server.configuration
    configuration.administrators = []
    server.reload(configuration)
    // The loop hears of it before it reads the call that was sent after.
    let status = try client.status(
      of: "ExecutionService/GetStatus",
      metadata: ["robots-user": "anna"]
    )
    #expect(status.code == .permissionDenied)
  }

  @Test(
    "S-29: rights that the configuration takes away end the streams that were opened with them",
    arguments: [
      ("Work", [#"{"hello": {"queues": ["q"], "credit": 1, "workerName": "test"}}"#]),
      ("WatchRuns", ["{}"]),
      ("WatchChanges", ["{}"]),
      ("Ingest", [TestClient.element(1, "D-1")]),
    ]
  )
  func openStreams(method: String, messages: [String]) throws {
    let server = try TestServer { $0.administrators = ["anna", "ben"] }
    let client = try server.connect()
    try client.makePipeline()
    let metadata: Metadata = ["robots-user": "anna"]
    let stream = try client.start("ExecutionService/\(method)", metadata: metadata)
    for message in messages { try stream.send(message) }
    if method.hasPrefix("Watch") { stream.call.sendEnd() }
    let other = try client.start("ExecutionService/Work", metadata: ["robots-user": "ben"])
    try other.send(#"{"hello": {"queues": ["q"], "credit": 1, "workerName": "test"}}"#)
    #expect(try stream.next() != nil && other.next() != nil, "both are open")
    var configuration = server.configuration
    configuration.administrators = ["ben"]
    server.reload(configuration)
    #expect(try stream.ending().code == .permissionDenied)
    other.call.sendEnd()
    #expect(try other.ending() == .ok, "who may go on goes on")
  }

  @Test("S-29: what a stream tells of after its right is gone is not done")
  func ingestWithoutRight() throws {
    let server = try TestServer { $0.administrators = ["anna"] }
    let client = try server.connect()
    try client.makePipeline()
    let stream = try client.start("ExecutionService/Ingest", metadata: ["robots-user": "anna"])
    try stream.send(TestClient.element(1, "D-1"))
    #expect(try stream.next() != nil)
    try takeRights(server, client)
    try stream.send(TestClient.element(2, "D-2"))
    #expect(try stream.ending().code == .permissionDenied)
    #expect(try client.call("ExecutionService/GetStatus")["store.records"] == "1")
  }

  @Test(
    "S-29: a file that is on its way, or is being read, ends with the right",
    arguments: [0, 1]
  )
  func filesWithoutRight(isReading: Int) throws {
    let server = try TestServer { $0.administrators = ["anna"] }
    let client = try server.connect()
    try client.putFile("F-1", [UInt8](repeating: 7, count: 3 << 19))
    let method = isReading == 1 ? "GetFile" : "PutFile"
    let metadata: Metadata = ["robots-user": "anna"]
    let stream = try client.start("ExecutionService/\(method)", metadata: metadata)
    if isReading == 1 {
      try stream.sendOnly(#"{"id": "F-1"}"#)
      #expect(try stream.next() != nil)
    } else {
      try stream.send(#"{"header": {"id": "F-2", "name": "a.txt"}}"#)
      // Answered behind it on the same connection: the header has arrived.
      try client.call("ExecutionService/GetStatus")
    }
    try takeRights(server, client)
    if isReading == 0 { stream.call.sendEnd() }
    #expect(try stream.ending().code == .permissionDenied)
    #expect(try client.call("ExecutionService/GetStatus")["store.records"] == "1")
  }

  /// Leaves no administrator.
  ///
  /// What is ready together with the wish may be served before it; a second call comes behind it.
  private func takeRights(_ server: TestServer, _ client: TestClient) throws {
    var configuration = server.configuration
    configuration.administrators = []
    server.reload(configuration)
    for _ in 0..<2 { try client.call("ExecutionService/GetStatus") }
  }

  @Test("S-29: a backup ends with the right")
  func backupWithoutRight() throws {
    let server = try TestServer { $0.administrators = ["anna"] }
    let client = try server.connect()
    try client.putFile("F-1", [UInt8](repeating: 7, count: 3 << 19))
    let backup = try client.start("ExecutionService/Backup", metadata: ["robots-user": "anna"])
    try backup.sendOnly("{}")
    #expect(try backup.next() != nil)
    try takeRights(server, client)
    #expect(try backup.ending().code == .permissionDenied)
  }

  @Test("A user's 65th connection is closed before a byte is read, the others go on")
  func limit() throws {
    let server = try TestServer()
    let client = try server.connect()
    #expect(try client.status(of: "ExecutionService/GetStatus") == .ok)
    var streams: [Stream] = []
    for _ in 1..<64 { streams.append(try Stream(server.configuration.socketPath)) }
    let refused = try Stream(server.configuration.socketPath)
    #expect(try refused.isClosedByPeer())
    #expect(try client.call("ExecutionService/GetStatus")["connections"] == "64")
    streams.removeAll()
  }

  /// A bare connection.
  private final class Stream {
    private let stream: UnixStream

    init(_ path: String) throws {
      stream = try UnixStream(connectingTo: path)
    }

    /// Waits until something comes; whether it is the end.
    func isClosedByPeer() throws -> Bool {
      _ = try Poll.wait(stream.descriptor, for: .readable, timeoutMilliseconds: 10_000)
      var buffer = [UInt8](repeating: 0, count: 64)
      return try stream.receive(into: &buffer) == .ended
    }
  }
}

extension TestClient {
  /// An element of Ingest that puts a deal.
  fileprivate static func element(_ number: Int, _ id: String) -> String {
    #"{"number": \#(number), "put": \#(deal(id))}"#
  }
}
