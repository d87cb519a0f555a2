@_spi(_Unicode) import Swift

/// The rules for texts.
enum TextCheck {
  /// What is wrong with a text of one line: a control character.
  static func controlProblem(of text: String) -> String? {
    var position = 0
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        let code = String(scalar.value, radix: 16, uppercase: true)
        return "contains the control character U+\(code) at byte \(position)"
      }
      position += UTF8.width(scalar)
    }
    return nil
  }

  /// Whether a character is a control character, or one that ends a line or paragraph.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The text in Unicode normalisation form C.
  ///
  /// Two texts are equal as people see them exactly if their normalised bytes are, so everything
  /// that is stored or compared goes through here once. Characters below U+0300 (whose bytes are
  /// below 0xCC) never change, so nearly every text is answered without being copied.
  static func normalized(_ text: String) -> String {
    if hasOnly(bytesBelow: 0xCC, in: text) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text._nfc { scalars.append(scalar) }
    return String(scalars)
  }

  /// Whether all bytes of a text are below a limit; by a span, since iterators take ten times as
  /// long.
  private static func hasOnly(bytesBelow limit: UInt8, in text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices where bytes[index] >= limit { return false }
    return true
  }

  /// Whether a text holds the character U+0000.
  static func holdsZero(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices where bytes[index] == 0 { return true }
    return false
  }
}
