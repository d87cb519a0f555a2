/// Where a template's text goes, which decides how values are escaped in it.
///
/// The author's own words are never escaped: who writes a robot may write tags.
enum Channel: Hashable, Sendable {
  /// Text for people: values stay as they are.
  case plain
  /// HTML, in text and in quoted attributes.
  case html
  /// A part of a URL: a path segment, or the value of a parameter.
  case url
  /// Inside a JSON string.
  case json
  /// One line of a message's header, a subject for instance.
  case headerLine

  /// Appends a value to a text.
  func append(_ value: String, to text: inout String) {
    switch self {
    case .plain: text += value
    case .html: Self.appendHTML(value, to: &text)
    case .url: Self.appendURL(value, to: &text)
    case .json: Self.appendJSON(value, to: &text)
    case .headerLine: Self.appendLine(value, to: &text)
    }
  }

  /// A combining mark at the start is written as a number, too: normalised, it would merge with the
  /// ">" of the author's tag before it and leave the tag open.
  private static func appendHTML(_ value: String, to text: inout String) {
    var scalars = value.unicodeScalars[...]
    if let mark = scalars.first, mark.properties.canonicalCombiningClass != .notReordered {
      text += "&#\(mark.value);"
      scalars.removeFirst()
    }
    for scalar in scalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "=": text += "&#61;"
      case "`": text += "&#96;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// All but RFC 3986's unreserved characters are written as percent and two digits a byte.
  private static func appendURL(_ value: String, to text: inout String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + hexadecimal(UInt32(byte), digits: 2)
      }
    }
  }

  /// The two characters that end a line in JavaScript but not in JSON are escaped, too, and so is
  /// "<", so that the JSON may stand inside a script element.
  private static func appendJSON(_ value: String, to text: inout String) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ", "<", "\u{7F}", "\u{2028}", "\u{2029}":
        text += "\\u" + hexadecimal(scalar.value, digits: 4)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whatever could end a line, or hide in one, becomes a space.
  private static func appendLine(_ value: String, to text: inout String) {
    for scalar in value.unicodeScalars {
      text.unicodeScalars.append(TextCheck.isControl(scalar) ? " " : scalar)
    }
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}
