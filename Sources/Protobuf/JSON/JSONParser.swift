// Reads JSON by RFC 8259, with nothing forgiven: no trailing commas, no duplicate keys, no lone
// surrogates, no bytes that are not UTF-8. For files that people write, two things can be allowed:
// comments, and a comma after the last member or element.

/// What JSON may be like.
package enum JSONStyle: Sendable {
  /// As RFC 8259 says.
  case standard
  /// As people write: with `// to the end of the line`, `/* between */`, and a last comma.
  case handwritten
}

/// Reads one JSON text into a tree.
package struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private let style: JSONStyle

  /// The deepest nesting of arrays and objects.
  private static let nestingLimit = 100
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  /// Reads a text that holds exactly one value.
  package static func parse(
    _ bytes: [UInt8],
    style: JSONStyle = .standard
  ) throws(JSONError) -> JSONValue {
    do throws(JSONProblem) {
      return try value(of: bytes, style: style)
    } catch {
      throw error.located(in: bytes[...])
    }
  }

  static func value(
    of bytes: [UInt8],
    style: JSONStyle = .standard
  ) throws(JSONProblem) -> JSONValue {
    var parser = JSONParser(bytes: bytes[...], position: 0, style: style)
    let value = try parser.parseValue(depth: 1)
    try parser.skipSpace()
    guard parser.position == bytes.count else {
      throw parser.expected("the end of the text after the value")
    }
    return value
  }

  // MARK: - Values

  private mutating func parseValue(depth: Int) throws(JSONProblem) -> JSONValue {
    try skipSpace()
    let start = position
    guard depth <= JSONParser.nestingLimit else {
      throw JSONProblem(
        problem: "arrays and objects are nested deeper than \(JSONParser.nestingLimit)",
        offset: start
      )
    }
    let content: JSONValue.Content =
      switch peek {
      case UInt8(ascii: "{"): .object(try parseMembers(depth: depth))
      case UInt8(ascii: "["): .array(try parseElements(depth: depth))
      case UInt8(ascii: "\""): .string(try parseString())
      case let byte? where byte == UInt8(ascii: "-") || JSONParser.digits.contains(byte):
        .number(try parseNumber())
      default: try parseWord()
      }
    return JSONValue(content, offset: start)
  }

  private mutating func parseMembers(depth: Int) throws(JSONProblem) -> [JSONMember] {
    position += 1
    var members: [JSONMember] = []
    var keys: Set<String> = []
    try skipSpace()
    if take("}") { return members }
    while true {
      try skipSpace()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw expected("a key in quotes") }
      let key = try parseString()
      guard keys.insert(key).inserted else {
        throw JSONProblem(problem: "the key \"\(key)\" is given twice", offset: start)
      }
      try skipSpace()
      guard take(":") else { throw expected("\":\" after the key") }
      members.append(JSONMember(key, try parseValue(depth: depth + 1), offset: start))
      if try endsList(with: "}") { return members }
    }
  }

  private mutating func parseElements(depth: Int) throws(JSONProblem) -> [JSONValue] {
    position += 1
    var elements: [JSONValue] = []
    try skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try parseValue(depth: depth + 1))
      if try endsList(with: "]") { return elements }
    }
  }

  /// Takes what stands behind a member or element: a comma, or the bracket that ends the list.
  private mutating func endsList(with bracket: Unicode.Scalar) throws(JSONProblem) -> Bool {
    try skipSpace()
    if take(bracket) { return true }
    guard take(",") else { throw expected("\",\" or \"\(bracket)\"") }
    guard style == .handwritten else { return false }
    try skipSpace()
    return take(bracket)
  }

  private mutating func parseWord() throws(JSONProblem) -> JSONValue.Content {
    let words: [(String, JSONValue.Content)] = [
      ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)),
    ]
    for (word, content) in words where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return content
    }
    throw expected("a value")
  }

  private mutating func parseNumber() throws(JSONProblem) -> String {
    let start = position
    _ = take("-")
    if !take("0") { try takeDigits() }
    if take(".") { try takeDigits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try takeDigits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func takeDigits() throws(JSONProblem) {
    let start = position
    while let byte = peek, JSONParser.digits.contains(byte) { position += 1 }
    guard position > start else { throw expected("a digit") }
  }

  // MARK: - Strings

  private mutating func parseString() throws(JSONProblem) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw JSONProblem(problem: "text must be UTF-8", offset: start)
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        text.append(contentsOf: String(try parseEscape()).utf8)
      case 0..<0x20:
        throw JSONProblem(
          problem: "a control character in text must be written as an escape such as \\n",
          offset: position
        )
      default:
        text.append(byte)
        position += 1
      }
    }
    throw JSONProblem(problem: "the text has no closing quote", offset: start)
  }

  private mutating func parseEscape() throws(JSONProblem) -> Unicode.Scalar {
    let escape = peek
    position += 1
    switch escape {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default:
      position -= 1
      throw expected("one of \" \\ / b f n r t u after \\")
    }
  }

  /// Reads what follows `\u`: four digits, or a surrogate pair of two such escapes.
  private mutating func parseUnicodeEscape() throws(JSONProblem) -> Unicode.Scalar {
    let start = position - 2
    let unit = try parseHex()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xdc00, take("\\"), take("u") {
      let low = try parseHex()
      if (0xdc00...0xdfff).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
      {
        return scalar
      }
    }
    throw JSONProblem(problem: "half of a surrogate pair is no character", offset: start)
  }

  private mutating func parseHex() throws(JSONProblem) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw expected("four hexadecimal digits after \\u") }
    position += 4
    return value
  }

  // MARK: - Bytes

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() throws(JSONProblem) {
    while let byte = peek {
      switch byte {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      case UInt8(ascii: "/") where style == .handwritten: try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(JSONProblem) {
    let start = position
    position += 1
    if take("/") {
      while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
      return
    }
    guard take("*") else {
      position = start
      throw expected("a value or a comment")
    }
    while peek != nil {
      if take("*") {
        if take("/") { return }
      } else {
        position += 1
      }
    }
    throw JSONProblem(problem: "the comment has no closing */", offset: start)
  }

  /// An error that names what should stand here and what does.
  private func expected(_ what: String) -> JSONProblem {
    guard position < bytes.endIndex else {
      return JSONProblem(problem: "expected \(what), but the text ends", offset: bytes.endIndex)
    }
    let character = String(decoding: bytes[position...].prefix(4), as: UTF8.self).prefix(1)
    return JSONProblem(problem: "expected \(what), found \"\(character)\"", offset: position)
  }
}
