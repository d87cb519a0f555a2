/// Something that robotd does with a data directory instead of serving it.
///
/// A new one is one file and one line in `all`.
protocol MaintenanceCommand: SendableMetatype {
  /// What it is called on the command line.
  static var name: String { get }
  /// Operands behind the name, as help shows them; empty for none.
  static var operands: [String] { get }
  /// What it does, in one line.
  static var summary: String { get }

  /// Does it; what it finds goes to standard output.
  static func run(
    _ configuration: RobotServerConfiguration,
    _ operands: [String]
  ) throws(RobotServerError)
}

/// The maintenance commands that there are.
enum MaintenanceCommands {
  /// All of them, in the order in which help lists them.
  static let all: [any MaintenanceCommand.Type] = [
    CheckCommand.self, RepairCommand.self, DumpCommand.self, RestoreCommand.self,
  ]

  /// The command that an argument names; nil for none.
  static func named(_ name: String) -> (any MaintenanceCommand.Type)? {
    all.first { $0.name == name }
  }

  /// The lines of `robotd --help`.
  static var help: String {
    all.map { command in
      let usage = ([command.name] + command.operands).joined(separator: " ")
      return "  " + usage + String(repeating: " ", count: 24 - usage.utf8.count) + command.summary
    }.joined(separator: "\n")
  }
}
