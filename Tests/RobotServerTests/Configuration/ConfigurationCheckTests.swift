import GRPC
import RobotServer
import Testing

/// What a program that embeds the service fills in is checked as the file is.
@Suite struct ConfigurationCheckTests {
  private typealias Change = (inout RobotServerConfiguration) -> Void

  @Test("A setting that cannot be used is refused with its name, its value and what would be right")
  func refusals() {
    let mistakes: [(problem: String, Change)] = [
      ("dataDirectory: expected a path, found \"\"", { $0.dataDirectory = "" }),
      ("socketPath: expected a path, found \"\"", { $0.socketPath = "" }),
      (
        "syncIntervalMilliseconds: expected 10 to 60000, found -1",
        { $0.syncIntervalMilliseconds = -1 }
      ),
      (
        "snapshotIntervalMilliseconds: expected 1000 to 86400000, found \(Int64.max)",
        { $0.snapshotIntervalMilliseconds = .max }
      ),
      ("leaseMilliseconds: expected 1000 to 3600000, found 999", { $0.leaseMilliseconds = 999 }),
      ("drainMilliseconds: expected 0 to 300000, found -5", { $0.drainMilliseconds = -5 }),
      (
        "catchUpGraceMilliseconds: expected 0 to 3600000, found 3600001",
        { $0.catchUpGraceMilliseconds = 3_600_001 }
      ),
      ("historyDays: expected 31 to 36500, found 30", { $0.historyDays = 30 }),
      ("runDays: expected 31 to 36500, found 0", { $0.runDays = 0 }),
      ("deletedDays: expected 1 to 36500, found 0", { $0.deletedDays = 0 }),
      ("changeFeedDays: expected 1 to 36500, found \(Int.max)", { $0.changeFeedDays = .max }),
      ("changeFeedBytes: expected at least 1048576, found 0", { $0.changeFeedBytes = 0 }),
      ("memoryLimitBytes: expected at least 16777216, found 1", { $0.memoryLimitBytes = 1 }),
      (
        "publicURL: expected an address such as https://crm.example.com/hooks, found \"ftp://x\"",
        { $0.publicURL = "ftp://x" }
      ),
      (
        "users: \"system\" is the service's own user and belongs to no other uid",
        { $0.users = [7: "system"] }
      ),
      ("users: expected the id of a user for uid 7, found \"\"", { $0.users = [7: ""] }),
      (
        "executors: there is no robot type \"nope\"; expected one of ",
        { $0.executors["nope"] = "q" }
      ),
      ("executors: not the name of a queue: an id", { $0.executors = ["notify": "a/b"] }),
      ("exchange_rates: expected a number over zero", { $0.exchangeRates = ["EUR": "0"] }),
      ("sources: expected 1 to 128 bytes", { $0.sources = ["a b"] }),
    ]
    for (problem, change) in mistakes {
      var configuration = RobotServerConfiguration(socketPath: "s", dataDirectory: "d")
      change(&configuration)
      let error = #expect(throws: RobotServerError.self, "\(problem)") {
        _ = try RobotServer(configuration)
      }
      #expect(error?.kind == .configuration)
      #expect(error?.description.hasPrefix(problem) == true, "\(error?.description ?? "")")
    }
  }

  @Test("One that is taken over while the service runs changes nothing then")
  func reload() throws {
    let server = try TestServer { $0.administrators = ["anna"] }
    let client = try server.connect()
    var configuration = server.configuration
    configuration.changeFeedDays = .max
    configuration.administrators = []
    server.reload(configuration)
    // What is ready together with the wish may be served before it; a second call comes behind it.
    try client.call("ExecutionService/GetStatus")
    let status = try client.status(
      of: "ExecutionService/GetStatus",
      metadata: ["robots-user": "anna"]
    )
    #expect(status == .ok)
  }

  @Test("The defaults, and the ends of every range, can be used")
  func good() throws {
    let changes: [Change] = [
      { _ in }, { $0.syncIntervalMilliseconds = 10 }, { $0.syncIntervalMilliseconds = 60_000 },
      { $0.snapshotIntervalMilliseconds = 86_400_000 }, { $0.leaseMilliseconds = 3_600_000 },
      { $0.drainMilliseconds = 300_000 }, { $0.changeFeedDays = 36_500 },
      { $0.memoryLimitBytes = 16 << 20 }, { $0.publicURL = "http://a" },
    ]
    for change in changes {
      var configuration = RobotServerConfiguration(socketPath: "s", dataDirectory: "d")
      change(&configuration)
      _ = try RobotServer(configuration)
    }
  }
}
