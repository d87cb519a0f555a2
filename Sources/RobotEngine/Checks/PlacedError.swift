/// Something wrong at a place in a text that a person wrote: a condition or a template.
package struct PlacedError: Error, Hashable, CustomStringConvertible {
  /// The place, in bytes from the start of the text.
  package let position: Int
  /// What is wrong there and what would be right.
  package let message: String
  /// The part of the text around the place, on one line.
  package let excerpt: String
  /// How many characters of the excerpt stand before the place.
  package let caretOffset: Int

  /// Describes what is wrong at a byte of `text`.
  init(in text: [UInt8], at position: Int, _ message: String) {
    let before = Self.line(text[max(0, position - 40)..<position])
    let after = Self.line(text[position..<min(text.count, position + 40)])
    self.position = position
    self.message = message
    excerpt = before + after
    caretOffset = before.unicodeScalars.count
  }

  /// The message, and below it the excerpt with a caret under the place.
  package var description: String {
    let padding = String(repeating: " ", count: caretOffset)
    return "\(message) (at byte \(position))\n  \(excerpt)\n  \(padding)^"
  }

  /// Bytes as one line: characters cut at the ends are left out, control characters are spaces.
  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    let whole = bytes.drop { $0 & 0xC0 == 0x80 }
    var line = String.UnicodeScalarView()
    for scalar in String(decoding: whole, as: UTF8.self).unicodeScalars where scalar != "\u{FFFD}" {
      line.append(TextCheck.isControl(scalar) ? " " : scalar)
    }
    return String(line)
  }
}
