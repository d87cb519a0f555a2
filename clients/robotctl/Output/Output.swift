import Linux

/// Where and how results are shown: tables with colours for people, JSON for programs.
struct Output {
  /// The two forms of results.
  enum Format: String {
    case table
    case json
  }

  let format: Format
  /// Whether colours may be used: on a terminal, unless the user said otherwise.
  let usesColor: Bool
  /// Where it goes, and what is served while that waits.
  let streams = StandardStreams()

  /// Writes a line to standard output, at once: what reads it may be waiting.
  ///
  /// A reader that has gone away ends the program quietly, as it ends other tools of the shell.
  func line(_ text: String = "") {
    do throws(SystemError) {
      try streams.write(TerminalText.safe(text) + "\n")
    } catch {
      CurrentProcess.exit(ExitCode.failed.rawValue)
    }
  }

  /// Writes a line of progress or advice to standard error.
  func note(_ text: String) {
    try? streams.write(TerminalText.safe(text) + "\n", to: .error)
  }

  /// Writes what was refused, and why, to standard error: words of others, so without colours.
  func complain(_ text: String) {
    try? streams.write(TerminalText.safe(text, withColors: false) + "\n", to: .error)
  }

  /// The same where there is no command yet, or no longer.
  static func complain(_ text: String) {
    try? StandardStream.error.write(TerminalText.safe(text, withColors: false) + "\n")
  }

  /// Writes a line to standard error; nobody can be told where that fails.
  static func note(_ text: String) {
    try? StandardStream.error.write(TerminalText.safe(text) + "\n")
  }

  /// The text in a colour, where colours may be used.
  func paint(_ text: String, _ color: Color) -> String {
    usesColor ? color.code + text + Color.end : text
  }
}

/// The few colours in use, as the terminal's codes.
enum Color: String, CaseIterable {
  case green = "32"
  case red = "31"
  case yellow = "33"
  case blue = "34"
  case dim = "2"
  case bold = "1"

  /// What begins the colour.
  var code: String { "\u{1B}[\(rawValue)m" }

  /// What ends every colour.
  static let end = "\u{1B}[0m"

  /// All that robotctl writes to a terminal beside text.
  static let codes = allCases.map(\.code) + [end]
}
