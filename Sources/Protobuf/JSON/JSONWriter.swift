/// Writes a JSON tree as text.
package struct JSONWriter {
  private var text = ""
  private let isPretty: Bool

  /// Writes a value, on one line or, if `pretty`, with a line for each member and element.
  package static func text(of value: JSONValue, pretty: Bool = false) -> String {
    var writer = JSONWriter(isPretty: pretty)
    writer.write(value, indentation: 0)
    return writer.text
  }

  private init(isPretty: Bool) {
    self.isPretty = isPretty
  }

  private mutating func write(_ value: JSONValue, indentation: Int) {
    switch value.content {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let number): text += number
    case .string(let string): write(string)
    case .array(let elements):
      writeList("[", elements, "]", indentation) { writer, element, indentation in
        writer.write(element, indentation: indentation)
      }
    case .object(let members):
      writeList("{", members, "}", indentation) { writer, member, indentation in
        writer.write(member.key)
        writer.text += writer.isPretty ? ": " : ":"
        writer.write(member.value, indentation: indentation)
      }
    }
  }

  private mutating func writeList<Part>(
    _ opening: String,
    _ parts: [Part],
    _ closing: String,
    _ indentation: Int,
    _ write: (inout JSONWriter, Part, Int) -> Void
  ) {
    text += opening
    for (index, part) in parts.enumerated() {
      if index > 0 { text += "," }
      startLine(indentation + 1)
      write(&self, part, indentation + 1)
    }
    if !parts.isEmpty { startLine(indentation) }
    text += closing
  }

  private mutating func startLine(_ indentation: Int) {
    guard isPretty else { return }
    text += "\n"
    for _ in 0..<indentation { text += "  " }
  }

  private mutating func write(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
