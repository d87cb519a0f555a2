import RobotModel

/// What stands on robotd's command line.
package struct Options: Sendable, Equatable {
  /// Where the service listens; nil leaves it to file and default.
  package var socketPath: String?
  /// Where everything is kept; nil leaves it to file and default.
  package var dataDirectory: String?
  /// The configuration file.
  package var configurationFile: String?
  /// Where the service's time comes from.
  package var clock = RobotServerConfiguration.Clock.real
  /// When a change is answered; nil leaves it to file and default.
  package var sync: SyncPolicy?
  /// The least important lines that are written; nil leaves it to file and default.
  package var logLevel: LogLevel?
  /// What to do with the data directory instead of serving it; nil to serve.
  package var command: String?
  /// What stands behind the command.
  package var operands: [String] = []
  /// Print the version and end.
  package var asksForVersion = false
  /// Print how to use the program and end.
  package var asksForHelp = false
  /// Print what the configuration file can hold and end.
  package var asksForConfiguration = false

  /// A command line that cannot be understood.
  package struct Mistake: Error, Equatable, CustomStringConvertible {
    /// The option and what it needs.
    package let description: String
  }

  /// What `--help` prints.
  package static let help = """
    robotd: automation robots for a CRM's items, as a gRPC service on a Unix socket

    usage: robotd [OPTION]...            serve
           robotd COMMAND [OPTION]...    look after a data directory that nobody serves
           robotd help configuration     list the settings of the configuration file

    \(MaintenanceCommands.help)

      --socket PATH           where to listen
      --data-directory PATH   where everything is kept
      --config FILE           settings, see robotd help configuration
      --simulated-clock [START]
                              time moves only by AdvanceClock; START, such as
                              2026-06-01T08:00:00Z, is where a new directory begins
      --sync POLICY           when a change is answered, and what a power failure can take:
                              always    once it is on the disk: nothing (the default)
                              interval  once it is written, with a sync each sync_interval
                                        seconds of the file (1): what was answered since
                              never     once it is written: usually the last 30 seconds
                              none      at once, with snapshots only, snapshot_interval
                                        seconds of the file (60) after a change at most
                                        and at a stop: everything since the last one
                              Only with none does the death of the process take anything.
      --log-level LEVEL       debug, info, warning or error
      --version               print the version and end
      --help                  print this and end

    An option wins over the file, the file over the environment (ROBOTD_SOCKET,
    RUNTIME_DIRECTORY, STATE_DIRECTORY), and that over the defaults.

    SIGTERM and SIGINT let calls finish, write a snapshot and end; SIGHUP reads FILE again.

    exit status: 0 ended as asked, 64 wrong usage or configuration, 65 damaged data,
    69 disk or system failure, 73 directory or socket in use
    """

  /// Reads the arguments behind the program's name.
  package init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    if rest.first == "help" {
      rest.removeFirst()
      try readTopic(&rest)
    }
    if let name = rest.first, let command = MaintenanceCommands.named(name) {
      rest.removeFirst()
      self.command = name
      for operand in command.operands {
        guard let value = rest.first, value == "-" || !value.hasPrefix("-") else {
          throw Mistake(description: "\(name) needs \(operand)")
        }
        rest.removeFirst()
        operands.append(value)
      }
    }
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      var option = Option(
        name: String(parts[0]),
        attached: parts.count > 1 ? String(parts[1]) : nil
      )
      try read(&option, rest: &rest)
      if let extra = option.attached {
        throw Mistake(description: "\(option.name) takes no value, found \"\(extra)\"")
      }
    }
  }

  /// What follows "help": nothing, or a topic.
  private mutating func readTopic(_ rest: inout ArraySlice<String>) throws(Mistake) {
    guard let topic = rest.popFirst() else {
      asksForHelp = true
      return
    }
    guard topic == "configuration" else {
      throw Mistake(description: "help knows the topic configuration, not \"\(topic)\"")
    }
    asksForConfiguration = true
  }

  /// One option with the value that may be attached to it: `--socket=PATH`.
  private struct Option {
    let name: String
    var attached: String?

    /// The value, attached or the next argument.
    mutating func value(
      _ what: String,
      _ rest: inout ArraySlice<String>
    ) throws(Mistake) -> String {
      guard let value = takeAttached() ?? rest.popFirst(), !value.isEmpty else {
        throw Mistake(description: "\(name) needs \(what)")
      }
      return value
    }

    /// The value if there is one; a next argument that is an option is none.
    mutating func optionalValue(_ rest: inout ArraySlice<String>) -> String? {
      if let value = takeAttached() { return value }
      guard let next = rest.first, !next.hasPrefix("-") else { return nil }
      return rest.popFirst()
    }

    private mutating func takeAttached() -> String? {
      defer { attached = nil }
      return attached
    }
  }

  private mutating func read(
    _ option: inout Option,
    rest: inout ArraySlice<String>
  ) throws(Mistake) {
    switch option.name {
    case "--socket": socketPath = try option.value("a path", &rest)
    case "--data-directory": dataDirectory = try option.value("a path", &rest)
    case "--config": configurationFile = try option.value("a file", &rest)
    case "--simulated-clock": clock = try Self.clock(option.optionalValue(&rest))
    case "--sync": sync = try Self.sync(try option.value("a policy", &rest))
    case "--log-level": logLevel = try Self.level(try option.value("a level", &rest))
    case "--version": asksForVersion = true
    case "--help", "-h": asksForHelp = true
    default:
      throw Mistake(description: "unknown argument \"\(option.name)\"; robotd --help lists all")
    }
  }

  private static func clock(
    _ start: String?
  ) throws(Mistake) -> RobotServerConfiguration.Clock {
    guard let start else { return .simulated(startMilliseconds: nil) }
    do throws(TimeTextError) {
      let instant = try Instant(rfc3339: start)
      return .simulated(startMilliseconds: instant.millisecondsSinceEpoch)
    } catch {
      throw Mistake(description: "--simulated-clock: \(error)")
    }
  }

  private static func sync(_ text: String) throws(Mistake) -> SyncPolicy {
    guard let policy = SyncPolicy(rawValue: text) else {
      let policies = SyncPolicy.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(description: "--sync is one of \(policies), found \"\(text)\"")
    }
    return policy
  }

  private static func level(_ text: String) throws(Mistake) -> LogLevel {
    guard let level = LogLevel(rawValue: text) else {
      let levels = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(description: "--log-level is one of \(levels), found \"\(text)\"")
    }
    return level
  }
}
