import Linux
import Protobuf
import RobotEngine
import RobotModel

/// Reads the configuration file: JSON with comments, one member for each setting.
///
/// ```
/// {
///   // Where the service listens and keeps its data; options on the command line win.
///   "socket": "/run/robotd/robotd.sock",
///   "data_directory": "/var/lib/robotd",
///   "socket_group": "crm",            // whose members may connect too
///
///   // Who is who: uids or account names.
///   "users": {"1001": "anna", "www-data": "crm"},
///   "allowed_users": [1002],          // may connect, for health checks
///   "trusted": ["www-data"],          // may say for whom they call
///   "administrators": ["anna", "crm"],
///
///   "executors": {"notify": "robot.notify"},
///   "public_url": "https://crm.example.com/hooks", // where the world reaches webhooks
///   "sources": ["creme"],             // whose items wait after a start until they have caught up
///   "catch_up_grace": 30,             // seconds that they wait at most
///   "time_zone": "Europe/Warsaw",
///   "sync": "always",                 // or "interval", "never", "none": see robotd --help
///   "sync_interval": 1,               // seconds
///   "snapshot_interval": 60,          // seconds; where "sync" is "none"
///   "lease": 30,                      // seconds
///   "drain": 5,                       // seconds
///   "memory_limit": "2 GiB",        // beyond it new records are refused; "512 MiB", or bytes
///   "history_days": 365,              // how long the history is kept
///   "run_days": 90,                   // runs that have ended, and events
///   "deleted_days": 90,               // the history of deleted records
///   "change_feed_days": 7,            // changes, for those who watch them
///   "change_feed_size": "1 GiB",      // and how much of the journal at most
///   "log_level": "info",
///   "log_format": "logfmt"
/// }
/// ```
///
/// A name that is none of these is refused, so that a slip of the pen is not a silent default.
package struct ConfigurationFile {
  private typealias Setting =
    @Sendable (JSONValue, inout RobotServerConfiguration) throws(ConfigurationError) -> Void

  /// Every setting by its name, in the order of the documentation.
  private static let settings: [(name: String, read: Setting)] = [
    (
      "socket",
      { value, target throws(ConfigurationError) in target.socketPath = try value.requiredText() }
    ),
    (
      "data_directory",
      { value, target throws(ConfigurationError) in target.dataDirectory = try value.requiredText()
      }
    ),
    (
      "socket_group",
      { value, target throws(ConfigurationError) in target.socketGroup = try value.requiredText() }
    ),
    (
      "users",
      { value, target throws(ConfigurationError) in target.users = try users(value) }
    ),
    (
      "allowed_users",
      { value, target throws(ConfigurationError) in target.allowedUsers = try accounts(value) }
    ),
    (
      "trusted",
      { value, target throws(ConfigurationError) in target.trustedUsers = try accounts(value) }
    ),
    (
      "administrators",
      { value, target throws(ConfigurationError) in target.administrators = try texts(value) }
    ),
    (
      "executors",
      { value, target throws(ConfigurationError) in target.executors = try executors(value) }
    ),
    (
      "public_url",
      { value, target throws(ConfigurationError) in target.publicURL = try publicURL(value) }
    ),
    (
      "sources",
      { value, target throws(ConfigurationError) in target.sources = try sources(value) }
    ),
    (
      "catch_up_grace",
      { value, target throws(ConfigurationError) in
        target.catchUpGraceMilliseconds = try value.milliseconds(in: 0...3_600_000)
      }
    ),
    (
      "time_zone",
      { value, target throws(ConfigurationError) in target.timeZone = try value.requiredText() }
    ),
    (
      "sync",
      { value, target throws(ConfigurationError) in target.sync = try value.word() }
    ),
    (
      "sync_interval",
      { value, target throws(ConfigurationError) in
        target.syncIntervalMilliseconds = try value.milliseconds(in: 10...60_000)
      }
    ),
    (
      "snapshot_interval",
      { value, target throws(ConfigurationError) in
        target.snapshotIntervalMilliseconds = try value.milliseconds(in: 1_000...86_400_000)
      }
    ),
    (
      "lease",
      { value, target throws(ConfigurationError) in
        target.leaseMilliseconds = try value.milliseconds(in: 1_000...3_600_000)
      }
    ),
    (
      "drain",
      { value, target throws(ConfigurationError) in
        target.drainMilliseconds = try value.milliseconds(in: 0...300_000)
      }
    ),
    (
      "memory_limit",
      { value, target throws(ConfigurationError) in
        target.memoryLimitBytes = try value.bytes(atLeast: 16 << 20)
      }
    ),
    (
      "history_days",
      { value, target throws(ConfigurationError) in
        target.historyDays = try value.days(from: RetentionPeriods.shortestDays)
      }
    ),
    (
      "run_days",
      { value, target throws(ConfigurationError) in
        target.runDays = try value.days(from: RetentionPeriods.shortestDays)
      }
    ),
    (
      "deleted_days",
      { value, target throws(ConfigurationError) in target.deletedDays = try value.days(from: 1) }
    ),
    (
      "change_feed_days",
      { value, target throws(ConfigurationError) in
        target.changeFeedDays = try value.days(from: 1)
      }
    ),
    (
      "change_feed_size",
      { value, target throws(ConfigurationError) in
        target.changeFeedBytes = try value.bytes(atLeast: 1 << 20)
      }
    ),
    (
      "log_level",
      { value, target throws(ConfigurationError) in target.logLevel = try value.word() }
    ),
    (
      "log_format",
      { value, target throws(ConfigurationError) in target.logFormat = try value.word() }
    ),
  ]

  /// Overwrites the settings that the file at `path` names.
  package static func read(
    _ path: String,
    into configuration: inout RobotServerConfiguration
  ) throws(ConfigurationError) {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileSystem.contents(of: path, limit: 1 << 20)
    } catch {
      throw ConfigurationError("cannot read the configuration: \(error)")
    }
    do throws(ConfigurationError) {
      try read(bytes, into: &configuration)
    } catch {
      var located = error
      located.file = path
      throw located
    }
  }

  /// Overwrites the settings that the text of a file names.
  package static func read(
    _ bytes: [UInt8],
    into configuration: inout RobotServerConfiguration
  ) throws(ConfigurationError) {
    do throws(ConfigurationError) {
      for member in try value(of: bytes).requiredMembers() {
        try read(member, into: &configuration)
      }
    } catch {
      var located = error
      if let offset = error.offset {
        located.position = JSONPosition(offset: offset, in: bytes[...])
      }
      throw located
    }
  }

  private static func value(of bytes: [UInt8]) throws(ConfigurationError) -> JSONValue {
    do throws(JSONError) {
      return try JSONParser.parse(bytes, style: .handwritten)
    } catch {
      throw ConfigurationError(error)
    }
  }

  private static func read(
    _ member: JSONMember,
    into configuration: inout RobotServerConfiguration
  ) throws(ConfigurationError) {
    guard let setting = settings.first(where: { $0.name == member.key }) else {
      let names = settings.map(\.name).joined(separator: ", ")
      throw ConfigurationError(
        "there is no setting \"\(member.key)\"; expected one of \(names)",
        at: member.offset
      )
    }
    try setting.read(member.value, &configuration)
  }

  // MARK: Compound values

  /// `{"1001": "anna", "www-data": "crm"}`.
  private static func users(_ value: JSONValue) throws(ConfigurationError) -> [UInt32: String] {
    var users: [UInt32: String] = [:]
    for member in try value.requiredMembers() {
      let uid = try account(member.key, at: member.offset)
      let user = try member.value.requiredText()
      if user == AccessRules.systemUser {
        throw ConfigurationError(
          "\"\(user)\" is the service's own user and belongs to no other uid",
          at: member.value.offset
        )
      }
      if users.updateValue(user, forKey: uid) != nil {
        throw ConfigurationError("uid \(uid) stands twice", at: member.offset)
      }
    }
    return users
  }

  /// `[1002, "www-data"]`.
  private static func accounts(_ value: JSONValue) throws(ConfigurationError) -> Set<UInt32> {
    var uids: Set<UInt32> = []
    for element in try value.requiredElements() {
      switch element.content {
      case .number(let text), .string(let text):
        uids.insert(try account(text, at: element.offset))
      case .null, .boolean, .array, .object:
        throw element.expected("a uid or the name of an account")
      }
    }
    return uids
  }

  private static func account(
    _ text: String,
    at offset: Int
  ) throws(ConfigurationError) -> UInt32 {
    if let uid = UInt32(text) { return uid }
    do throws(SystemError) {
      if let uid = try Account.userID(named: text) { return uid }
    } catch {
      throw ConfigurationError("cannot look up the account \"\(text)\": \(error)", at: offset)
    }
    throw ConfigurationError(
      "expected a uid or the name of an account of this machine, found \"\(text)\"",
      at: offset
    )
  }

  private static func texts(_ value: JSONValue) throws(ConfigurationError) -> Set<String> {
    var texts: Set<String> = []
    for element in try value.requiredElements() { texts.insert(try element.requiredText()) }
    return texts
  }

  /// `["creme"]`.
  private static func sources(_ value: JSONValue) throws(ConfigurationError) -> [String] {
    let elements = try value.requiredElements()
    guard elements.count <= Limits.sources else {
      throw ConfigurationError(
        "\(elements.count) sources; there are at most \(Limits.sources)",
        at: value.offset
      )
    }
    var sources: [String] = []
    for element in elements {
      let source = try element.requiredText()
      if let problem = IdentifierForm.problem(of: source) {
        throw ConfigurationError("not the name of a source: \(problem)", at: element.offset)
      }
      sources.append(source)
    }
    return sources
  }

  /// `"https://crm.example.com/hooks"`.
  private static func publicURL(_ value: JSONValue) throws(ConfigurationError) -> String {
    let text = try value.requiredText()
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: { text.hasPrefix($0) }),
      let first = text.dropFirst(scheme.count).first, first != "/",
      text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    else {
      throw ConfigurationError(
        "expected an address such as https://crm.example.com/hooks, found \"\(text)\"",
        at: value.offset
      )
    }
    return text
  }

  private static func executors(
    _ value: JSONValue
  ) throws(ConfigurationError) -> [String: String] {
    var executors: [String: String] = [:]
    for member in try value.requiredMembers() {
      if let problem = ExecutorCheck.problem(ofType: member.key) {
        throw ConfigurationError(problem, at: member.offset)
      }
      let queue = try member.value.requiredText()
      if let problem = IdentifierForm.problem(of: queue) {
        throw ConfigurationError("not the name of a queue: \(problem)", at: member.value.offset)
      }
      executors[member.key] = queue
    }
    return executors
  }
}
