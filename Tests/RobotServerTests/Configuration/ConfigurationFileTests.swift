import Testing

@testable import RobotServer

@Suite struct ConfigurationFileTests {
  @Test("Every setting of the documentation is taken")
  func settings() throws {
    let configuration = try read(
      """
      {
        "socket": "/run/a.sock", "data_directory": "/var/lib/a", "socket_group": "crm",
        "users": {"1001": "anna", "root": "boss"}, "allowed_users": [1002, "0"],
        "trusted": [1003], "administrators": ["anna"],
        "executors": {"notify": "robot.notify"}, "time_zone": "Europe/Warsaw",
        "sources": ["creme", "shop"], "catch_up_grace": 30,
        "lease": 12.5, "drain": 0, "history_days": 400, "run_days": 31, "deleted_days": 1,
        "memory_limit": "1 GiB",
        "log_level": "debug", "log_format": "json"
      }
      """
    )
    #expect(configuration.socketPath == "/run/a.sock")
    #expect(configuration.dataDirectory == "/var/lib/a")
    #expect(configuration.socketGroup == "crm")
    #expect(configuration.users == [1001: "anna", 0: "boss"])
    #expect(configuration.allowedUsers == [1002, 0])
    #expect(configuration.trustedUsers == [1003])
    #expect(configuration.administrators == ["anna"])
    #expect(configuration.executors == ["notify": "robot.notify"])
    #expect(configuration.timeZone == "Europe/Warsaw")
    #expect(configuration.sources == ["creme", "shop"])
    #expect(configuration.catchUpGraceMilliseconds == 30_000)
    #expect(configuration.leaseMilliseconds == 12_500)
    #expect(configuration.drainMilliseconds == 0)
    #expect(configuration.historyDays == 400)
    #expect(configuration.runDays == 31)
    #expect(configuration.deletedDays == 1)
    #expect(configuration.memoryLimitBytes == 1 << 30)
    #expect(configuration.logLevel == .debug)
    #expect(configuration.logFormat == .json)
  }

  @Test("The example of the help names every setting, and each of its values is taken")
  func help() throws {
    // Accounts of other machines are unknown here, but their uids are as good.
    let example = ConfigurationHelp.example.replacing("www-data", with: "33")
    let configuration = try read(example)
    #expect(configuration.users == [1001: "anna", 33: "crm"])
    #expect(configuration.trustedUsers == [33])
    for setting in try mistakenSettings() {
      #expect(ConfigurationHelp.text.contains("\n  \(setting): "), "\(setting)")
      #expect(example.contains("\n  \"\(setting)\": "), "\(setting)")
    }
  }

  @Test("The help names the settings that wait for no start: those that are taken over, no others")
  func reloadable() throws {
    var old = Self.standard
    var new = try read(ConfigurationHelp.example.replacing("www-data", with: "33"))
    new.drainMilliseconds += 1
    new.historyDays += 1
    new.runDays += 1
    new.deletedDays += 1
    new.changeFeedDays += 1
    new.changeFeedBytes += 1
    new.logLevel = .error
    let taken = ConfigurationChanges(from: old, to: new).taken
    #expect(taken == ConfigurationChanges.reloadable)
    old.takeOver(from: new)
    #expect(ConfigurationChanges(from: old, to: new).taken.isEmpty)
    let words = ConfigurationHelp.text.split { ", \n".contains($0) }.map(String.init)
    let start = try #require(words.firstIndex(of: "end:")) + 1
    #expect(Array(words[start..<start + taken.count]) == taken)
    #expect(words[start + taken.count] == "The")
  }

  @Test("Every setting of the file is either taken over or waits for the next start")
  func everySetting() {
    let names = ConfigurationFile.settings.map(\.name)
    #expect(ConfigurationChanges.names.sorted() == names.sorted())
  }

  /// The settings that there are, as an unknown one is answered.
  private func mistakenSettings() throws -> [Substring] {
    let error = try #require(throws: ConfigurationError.self) { try read(#"{"nothing": 1}"#) }
    let settings = error.description.split(separator: "one of ").last?.split(separator: ", ") ?? []
    #expect(settings.count > 15)
    return settings
  }

  @Test("Comments and a comma after the last setting are passed over")
  func handwritten() throws {
    #expect(try read("// Who\n{ /* as ever */ \"drain\": 0, }").drainMilliseconds == 0)
  }

  @Test("What the file does not name stays as it is")
  func defaults() throws {
    #expect(try read("{}") == Self.standard)
  }

  @Test(
    "A setting that cannot be used is told with its place and what would be right",
    arguments: [
      (#"{"sockets": "/a"}"#, "line 1, column 2: there is no setting \"sockets\"; expected one of"),
      (#"{"socket": 7}"#, "line 1, column 12: expected a string that is not empty, found 7"),
      (#"{"socket": ""}"#, "line 1, column 12: expected a string that is not empty"),
      (
        #"{"users": {"nobody-of-this-name": "a"}}"#, "line 1, column 12: expected a uid or the name"
      ),
      (#"{"users": {"0": "a", "root": "b"}}"#, "line 1, column 22: uid 0 stands twice"),
      (#"{"users": {"7": "system"}}"#, "line 1, column 17: \"system\" is the service's own user"),
      (
        #"{"allowed_users": [true]}"#, "line 1, column 20: expected a uid or the name of an account"
      ),
      (
        #"{"exchange_rates": {"eur": "1"}}"#,
        "line 1, column 21: exchange_rates: expected a currency of three capital letters such as"
          + " EUR, found \"eur\""
      ),
      (
        #"{"exchange_rates": {"EUR": "-1"}}"#,
        "line 1, column 21: exchange_rates: expected a number over zero such as \"4.2568\" for EUR,"
          + " found \"-1\""
      ),
      (
        #"{"sources": ["creme", "my crm"]}"#,
        "line 1, column 23: sources: expected 1 to 128 bytes without spaces, control characters and"
          + " \"/\", as in \"creme\", found \"my crm\""
      ),
      (#"{"sources": ["a/b"]}"#, "line 1, column 14: sources: expected 1 to 128 bytes"),
      (#"{"sources": [" "]}"#, "line 1, column 14: sources: expected 1 to 128 bytes"),
      (#"{"executors": {"notify": "a/b"}}"#, "line 1, column 26: not the name of a queue: an id"),
      (
        #"{"executors": {"nope": "q"}}"#,
        "line 1, column 16: executors: there is no robot type \"nope\"; expected one of notify, "
      ),
      (#"{"lease": 0.5}"#, "line 1, column 11: expected 1 to 3600 seconds, found 0.5"),
      (#"{"lease": "1"}"#, "line 1, column 11: expected a number, 1 to 3600 seconds, found \"1\""),
      (
        #"{"memory_limit": "512 MB"}"#,
        "line 1, column 18: expected bytes or a text such as \"512 MiB\", at least 16 MiB, found"
      ),
      (#"{"memory_limit": 4096}"#, "line 1, column 18: expected bytes or a text such as"),
      (
        #"{"run_days": 30}"#,
        "line 1, column 14: expected a whole number of days, 31 to 36500, found 30"
      ),
      (#"{"log_level": "loud"}"#, "line 1, column 15: expected one of \"debug\", \"info\""),
      ("// é\n{\"lease\": x}", "line 2, column 11: expected a value, found \"x\""),
      (#"{"lease": 1, "lease": 2}"#, "line 1, column 14: the key \"lease\" is given twice"),
      ("[]", "line 1, column 1: expected an object, found an array"),
    ]
  )
  func mistakes(text: String, beginning: String) {
    do {
      _ = try read(text)
      Issue.record("\(text) was taken")
    } catch {
      #expect("\(error)".hasPrefix(beginning))
    }
  }

  @Test("A file's mistakes name the file")
  func file() throws {
    let directory = try TemporaryDirectory()
    var configuration = Self.standard
    expectMessage(
      "cannot read the configuration: open \(directory.file("none")): No such file or directory"
    ) {
      try ConfigurationFile.read(directory.file("none"), into: &configuration)
    }
    let path = try directory.write("{\n  \"lease\": 0\n}", as: "robotd.json")
    expectMessage("\(path):2:12: expected 1 to 3600 seconds, found 0") {
      try ConfigurationFile.read(path, into: &configuration)
    }
  }

  private static let standard = RobotServerConfiguration(socketPath: "s", dataDirectory: "d")

  private func read(_ text: String) throws -> RobotServerConfiguration {
    var configuration = Self.standard
    try ConfigurationFile.read(Array(text.utf8), into: &configuration)
    return configuration
  }
}
