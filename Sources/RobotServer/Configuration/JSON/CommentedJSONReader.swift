/// Reads JSON with comments: a configuration file that people write.
///
/// Beside the JSON of RFC 8259 it takes `// to the end of the line`, `/* between */`, and a comma
/// after the last member or element. It is strict in everything else, refuses a name that stands
/// twice in one object, and says of every mistake where it is and what was expected there.
struct CommentedJSONReader {
  /// Deeper nesting than this is a mistake, and would cost stack.
  static let depthMaximum = 32

  private let characters: [UInt8]
  private var offset = 0
  private var position = PlacedValue.Position()

  /// Reads the one value that a file holds.
  static func read(_ bytes: [UInt8]) throws(ConfigurationError) -> PlacedValue {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError("the file is not UTF-8 text")
    }
    var reader = CommentedJSONReader(characters: Array(text.utf8))
    let value = try reader.value(depth: 0)
    try reader.skipSpace()
    if reader.current != nil {
      throw reader.unexpected("the end of the file")
    }
    return value
  }

  private init(characters: [UInt8]) {
    self.characters = characters
  }

  private var current: UInt8? {
    offset < characters.count ? characters[offset] : nil
  }

  private mutating func advance() {
    let byte = characters[offset]
    offset += 1
    if byte == UInt8(ascii: "\n") {
      position.line += 1
      position.column = 1
    } else if offset == characters.count || characters[offset] & 0xC0 != 0x80 {
      position.column += 1
    }
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(ConfigurationError) -> PlacedValue {
    try skipSpace()
    let start = position
    if depth > Self.depthMaximum {
      throw ConfigurationError("values are nested deeper than \(Self.depthMaximum)", at: start)
    }
    let content: PlacedValue.Content
    switch current ?? 0 {
    case UInt8(ascii: "{"): content = .object(try members(depth: depth))
    case UInt8(ascii: "["): content = .array(try elements(depth: depth))
    case UInt8(ascii: "\""): content = .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    default: content = try word()
    }
    return PlacedValue(position: start, content: content)
  }

  private mutating func members(depth: Int) throws(ConfigurationError) -> [PlacedValue.Member] {
    var members: [PlacedValue.Member] = []
    advance()
    while try !closes(with: "}") {
      guard current == UInt8(ascii: "\"") else { throw unexpected("a name in quotes or \"}\"") }
      let start = position
      let name = try text()
      if members.contains(where: { $0.name == name }) {
        throw ConfigurationError("\"\(name)\" stands twice in one object", at: start)
      }
      try skipSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected("\":\" after \"\(name)\"") }
      advance()
      let value = try value(depth: depth + 1)
      members.append(PlacedValue.Member(name: name, position: start, value: value))
      try separate(from: "}")
    }
    return members
  }

  private mutating func elements(depth: Int) throws(ConfigurationError) -> [PlacedValue] {
    var elements: [PlacedValue] = []
    advance()
    while try !closes(with: "]") {
      elements.append(try value(depth: depth + 1))
      try separate(from: "]")
    }
    return elements
  }

  /// Takes the closing bracket if it stands here.
  private mutating func closes(with bracket: Unicode.Scalar) throws(ConfigurationError) -> Bool {
    try skipSpace()
    guard current == UInt8(ascii: bracket) else { return false }
    advance()
    return true
  }

  /// Takes the comma between two elements; the closing bracket is left for `closes`.
  private mutating func separate(from bracket: Unicode.Scalar) throws(ConfigurationError) {
    try skipSpace()
    if current == UInt8(ascii: ",") {
      advance()
    } else if current != UInt8(ascii: bracket) {
      throw unexpected("\",\" or \"\(bracket)\"")
    }
  }

  private mutating func word() throws(ConfigurationError) -> PlacedValue.Content {
    let words: [(String, PlacedValue.Content)] = [
      ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    for (word, content) in words where characters[offset...].starts(with: word.utf8) {
      for _ in word.utf8 { advance() }
      return content
    }
    throw unexpected("a value")
  }

  private mutating func number() throws(ConfigurationError) -> String {
    let start = offset
    if current == UInt8(ascii: "-") { advance() }
    if current == UInt8(ascii: "0") { advance() } else { try digits() }
    if current == UInt8(ascii: ".") {
      advance()
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      advance()
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { advance() }
      try digits()
    }
    return String(decoding: characters[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(ConfigurationError) {
    guard let first = current, isDigit(first) else { throw unexpected("a digit") }
    while let byte = current, isDigit(byte) { advance() }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // MARK: Texts

  private mutating func text() throws(ConfigurationError) -> String {
    let start = position
    advance()
    var bytes: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 {
        throw ConfigurationError("a string must end on its line", at: start)
      }
      advance()
      if byte == UInt8(ascii: "\\") {
        bytes.append(contentsOf: try escaped())
      } else {
        bytes.append(byte)
      }
    }
    guard current != nil else {
      throw ConfigurationError("a string is not closed by a quote", at: start)
    }
    advance()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What the escape behind a backslash stands for.
  private mutating func escaped() throws(ConfigurationError) -> [UInt8] {
    let expected = "one of \" \\ / b f n r t u after a backslash"
    guard let byte = current else { throw unexpected(expected) }
    let simple: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): simple = byte
    case UInt8(ascii: "b"): simple = 0x08
    case UInt8(ascii: "f"): simple = 0x0C
    case UInt8(ascii: "n"): simple = 0x0A
    case UInt8(ascii: "r"): simple = 0x0D
    case UInt8(ascii: "t"): simple = 0x09
    case UInt8(ascii: "u"):
      advance()
      return Array(String(try scalar()).utf8)
    default: throw unexpected(expected)
    }
    advance()
    return [simple]
  }

  /// The character of `\uXXXX`, or of a pair of them beyond U+FFFF.
  private mutating func scalar() throws(ConfigurationError) -> Unicode.Scalar {
    let start = position
    var code = try codeUnit()
    if code >= 0xD800, code < 0xDC00, characters[offset...].starts(with: "\\u".utf8) {
      advance()
      advance()
      let low = try codeUnit()
      guard low >= 0xDC00, low < 0xE000 else {
        throw ConfigurationError("half of a surrogate pair", at: start)
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw ConfigurationError("half of a surrogate pair", at: start)
    }
    return scalar
  }

  private mutating func codeUnit() throws(ConfigurationError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits after \\u")
      }
      code = code << 4 | UInt32(digit)
      advance()
    }
    return code
  }

  // MARK: Space and mistakes

  private mutating func skipSpace() throws(ConfigurationError) {
    while let byte = current {
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
        advance()
      } else if characters[offset...].starts(with: "//".utf8) {
        while let byte = current, byte != UInt8(ascii: "\n") { advance() }
      } else if characters[offset...].starts(with: "/*".utf8) {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(ConfigurationError) {
    let start = position
    advance()
    advance()
    while !characters[offset...].starts(with: "*/".utf8) {
      guard current != nil else {
        throw ConfigurationError("a comment is not closed by */", at: start)
      }
      advance()
    }
    advance()
    advance()
  }

  private func unexpected(_ expected: String) -> ConfigurationError {
    guard current != nil else {
      return ConfigurationError("expected \(expected), found the end of the file", at: position)
    }
    let rest = String(decoding: characters[offset...].prefix(4), as: UTF8.self)
    let found = rest.first.map { "\"\($0)\"" } ?? "nothing"
    return ConfigurationError("expected \(expected), found \(found)", at: position)
  }
}
