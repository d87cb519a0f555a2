/// Text that may come from anybody, made fit for a terminal.
///
/// A name can hold the codes that clear a screen, rename a window or paint, the line ends that
/// forge a row of a table, and the marks that turn the order of letters round. A value is made
/// ``visible`` where it is read from an answer, so that whatever is put together from values holds
/// none of them, and the colours that robotctl paints with come from itself. ``safe`` is the wall
/// behind that: what reaches the terminal holds no other code.
enum TerminalText {
  /// A value in one line: a sign for each line end, a space for each tab, and a replacement
  /// character for whatever else would steer the terminal or cannot be seen.
  static func visible(_ text: String) -> String {
    if isPlain(text) { return text }
    var visible = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r":
        // A line end of two characters is one.
        visible.removeLast()
        visible.append("⏎")
      case "\n", "\u{2028}", "\u{2029}": visible.append("⏎")
      case "\t": visible.append(" ")
      default: visible.append(isHarmful(scalar) ? "\u{FFFD}" : scalar)
      }
      previous = scalar
    }
    return String(visible)
  }

  /// Lines of robotctl's own, which hold values that are visible already.
  static func safe(_ text: String, withColors: Bool = true) -> String {
    if isHarmless(text) { return text }
    var safe = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if withColors, scalar == "\u{1B}",
        let code = Color.codes.first(where: { rest.starts(with: $0.unicodeScalars) })
      {
        safe.append(contentsOf: code.unicodeScalars)
        rest = rest.dropFirst(code.unicodeScalars.count)
      } else {
        let isLineEnd = scalar == "\n" || scalar == "\t"
        safe.append(isHarmful(scalar) && !isLineEnd ? "\u{FFFD}" : scalar)
        rest = rest.dropFirst()
      }
    }
    return String(safe)
  }

  /// JSON in which whatever is harmful is an escape: it can only stand in texts.
  static func escaped(_ json: String) -> String {
    if isHarmless(json) { return json }
    var escaped = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      guard isHarmful(scalar) else {
        escaped.append(scalar)
        continue
      }
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
        escaped.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
      }
    }
    return String(escaped)
  }

  /// Printable ASCII alone, as most texts are.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
  }

  private static func isHarmless(_ text: String) -> Bool {
    isPlain(text) || !text.unicodeScalars.contains(where: isHarmful)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // What turns the order of letters round.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    // What nobody can see, so that two names look alike. Joiners make words and emoji.
    case 0x00AD, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    case 0x2028, 0x2029: true
    default: scalar.properties.generalCategory == .control
    }
  }
}
