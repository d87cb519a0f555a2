/// One option of a command: `--name VALUE`, or a switch without a value.
struct OptionSpecification: Sendable {
  /// Without the dashes: "page-size".
  let name: String
  /// A single letter, or nil.
  let letter: Character?
  /// What the value is, in capitals for help, "FILE"; nil for a switch.
  let value: String?
  /// One line of help.
  let help: String

  init(_ name: String, letter: Character? = nil, value: String? = nil, help: String) {
    self.name = name
    self.letter = letter
    self.value = value
    self.help = help
  }

  /// "-o, --output FORMAT", as help shows it.
  var usage: String {
    let short = letter.map { "-\($0), " } ?? "    "
    return short + "--\(name)" + (value.map { " \($0)" } ?? "")
  }

  /// Of a command that can be asked first whether it would be taken.
  static let validateOnly = OptionSpecification("validate-only", help: "check, change nothing")
  /// Of a command that changes a part of something.
  static let mask = OptionSpecification("mask", value: "PATHS", help: "change these parts only")

  /// Options that every command takes.
  static let common: [OptionSpecification] = [
    OptionSpecification(
      "socket",
      value: "PATH",
      help: "where robotd listens (or ROBOTD_SOCKET)"
    ),
    OptionSpecification(
      "output",
      letter: "o",
      value: "FORMAT",
      help: "table (for people) or json (for programs)"
    ),
    OptionSpecification(
      "user",
      value: "ID",
      help: "act as this user; needs a trusted caller"
    ),
    OptionSpecification(
      "source",
      value: "NAME",
      help: "the name under which event ids are remembered"
    ),
    OptionSpecification(
      "timeout",
      value: "SECONDS",
      help: "give up after so long; 0 waits for ever (default 30; of streams 0)"
    ),
    OptionSpecification(
      "color",
      value: "WHEN",
      help: "auto, always or never (default auto)"
    ),
    OptionSpecification("help", letter: "h", help: "show this help"),
  ]
}
