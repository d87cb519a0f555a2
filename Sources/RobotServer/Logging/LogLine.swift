/// Puts the fields of a log line into their two forms, each ended by a newline.
enum LogLine {
  /// `name=value` with quotes where the value would not be one word.
  static func logfmt(_ fields: [(String, Log.Value)]) -> String {
    fields.map { name, value in
      switch value {
      case .number(let number): "\(name)=\(number)"
      case .text(let text): "\(name)=\(isWord(text) ? text : quoted(text))"
      }
    }.joined(separator: " ") + "\n"
  }

  /// One JSON object.
  static func json(_ fields: [(String, Log.Value)]) -> String {
    let members = fields.map { name, value in
      switch value {
      case .number(let number): "\(quoted(name)):\(number)"
      case .text(let text): "\(quoted(name)):\(quoted(text))"
      }
    }
    return "{\(members.joined(separator: ","))}\n"
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
          && byte != UInt8(ascii: "\\")
      }
  }

  /// A text in quotes, as JSON escapes it; logfmt readers understand the same.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
