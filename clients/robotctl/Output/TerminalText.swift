/// Text that may come from anybody, made fit for a terminal.
///
/// A name can hold the codes that clear a screen, rename a window or type a command. Of control
/// characters only line ends, tabs and the colours that robotctl paints with go through.
enum TerminalText {
  /// The text with a replacement character for each other control character.
  static func safe(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: isHarmful) { return text }
    var safe = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let code = Color.codes.first(where: { rest.starts(with: $0.unicodeScalars) }) {
        safe.append(contentsOf: code.unicodeScalars)
        rest = rest.dropFirst(code.unicodeScalars.count)
      } else {
        safe.append(isHarmful(scalar) ? "\u{FFFD}" : scalar)
        rest = rest.dropFirst()
      }
    }
    return String(safe)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\t": false
    default: scalar.properties.generalCategory == .control
    }
  }
}
