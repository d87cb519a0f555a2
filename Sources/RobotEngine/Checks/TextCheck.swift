import RobotModel
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
    for scalar in inOrder(text)._nfc { scalars.append(scalar) }
    return String(scalars)
  }

  /// Whether a text is normalised and free of U+0000, told by its bytes alone; false also where
  /// that takes a closer look.
  static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    var isPlain = true
    // Without an early exit the loop is done many bytes at a time.
    for index in bytes.indices { isPlain = isPlain && bytes[index] &- 1 < 0xCB }
    return isPlain
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

  /// The text with its marks put in their order, where the standard library does it badly.
  ///
  /// It orders a row in the square of its length: no request may hold a long one, but templates can
  /// put one together. And it does not order what stands for two marks among others.
  private static func inOrder(_ text: String) -> String {
    if !isHardToOrder(text) { return text }
    var ordered = String.UnicodeScalarView()
    var row: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars.lazy.flatMap({ Array(String($0)._nfd) }) {
      if isMark(scalar) {
        row.append(scalar)
      } else {
        append(&row, to: &ordered)
        ordered.append(scalar)
      }
    }
    append(&row, to: &ordered)
    return String(ordered)
  }

  /// Moves a row of marks behind a text, by class, those of one class as they came.
  private static func append(
    _ row: inout [Unicode.Scalar],
    to ordered: inout String.UnicodeScalarView
  ) {
    let sorted = row.enumerated().sorted { left, right in
      let classes = (
        left.element.properties.canonicalCombiningClass,
        right.element.properties.canonicalCombiningClass
      )
      return classes.0 == classes.1 ? left.offset < right.offset : classes.0 < classes.1
    }
    ordered.append(contentsOf: sorted.lazy.map(\.element))
    row.removeAll(keepingCapacity: true)
  }

  private static func isHardToOrder(_ text: String) -> Bool {
    var count = 0
    for scalar in text.unicodeScalars {
      count = isMark(scalar) ? count + 1 : 0
      if count > Limits.marksInARow || isPairOfMarks(scalar) { return true }
    }
    return false
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
  }

  /// Three vowels of Tibetan are no marks themselves, but stand for two.
  private static func isPairOfMarks(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xF73 || scalar.value == 0xF75 || scalar.value == 0xF81
  }
}
