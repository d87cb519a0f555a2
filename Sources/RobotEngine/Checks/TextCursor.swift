/// Walks over the bytes of a text that a person wrote: what conditions and templates share.
struct TextCursor {
  /// The text.
  let bytes: [UInt8]
  /// The next byte's place.
  var position = 0

  /// Starts before the first byte.
  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The next byte; nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// An error at a place, or here.
  func error(_ message: String, at place: Int? = nil) -> PlacedError {
    PlacedError(in: bytes, at: place ?? position, message)
  }

  /// What stands here, for "expected …, found …".
  var found: String {
    guard let byte = next else { return "the end" }
    let rest = bytes[position...]
    let word = rest.prefix { Self.isWordByte($0) }
    let shown = word.isEmpty ? rest.prefix(Self.width(from: byte)) : word
    return quoted(String(decoding: shown, as: UTF8.self))
  }

  /// Steps over spaces, tabs and line ends.
  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || 0x09...0x0D ~= byte { position += 1 }
  }

  /// Steps over the bytes of a text if they stand here.
  mutating func take(_ text: StaticString) -> Bool {
    let end = position + text.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let matches = text.withUTF8Buffer { unsafe bytes[position..<end].elementsEqual($0) }
    if matches { position = end }
    return matches
  }

  /// Letters, digits, the underscore, and whatever is not ASCII.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private static func width(from lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}

// Quoted strings: double or single quotes around any text, in which a backslash begins one of
// \" \' \\ \n \r \t \u{1F600}.

extension TextCursor {
  /// Whether a quoted string begins here.
  var isAtQuote: Bool { next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") }

  /// Reads the quoted string that begins here.
  mutating func quotedString() throws(PlacedError) -> String {
    let start = position
    let quote = bytes[start]
    var content: [UInt8] = []
    position += 1
    while let byte = next {
      position += 1
      if byte == quote { return String(decoding: content, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        try content.append(contentsOf: escape())
      } else {
        content.append(byte)
      }
    }
    throw error("this string is not closed; expected another quote", at: start)
  }

  /// Reads what follows a backslash.
  private mutating func escape() throws(PlacedError) -> [UInt8] {
    let start = position - 1
    guard let byte = next else { throw error("this escape is not finished", at: start) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try codePoint(from: start)
    default:
      throw error(
        "there is no such escape; expected \\\" \\' \\\\ \\n \\r \\t or \\u{…}",
        at: start
      )
    }
  }

  /// Reads a code point in braces and gives its UTF-8.
  private mutating func codePoint(from start: Int) throws(PlacedError) -> [UInt8] {
    let digits = bytes[position...].dropFirst().prefix(8).prefix { $0 != UInt8(ascii: "}") }
    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    guard next == UInt8(ascii: "{"), digits.endIndex < bytes.count,
      bytes[digits.endIndex] == UInt8(ascii: "}"), let value, value != 0,
      let scalar = Unicode.Scalar(value)
    else {
      throw error("expected a character's number such as \\u{1F600}", at: start)
    }
    position = digits.endIndex + 1
    return Array(String(Character(scalar)).utf8)
  }

  /// The text as a quoted string that reads back as the same text.
  static func quotedString(_ text: String) -> String {
    var string = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": string += "\\\""
      case "\\": string += "\\\\"
      case "\n": string += "\\n"
      case "\r": string += "\\r"
      case "\t": string += "\\t"
      case _ where TextCheck.isControl(scalar):
        string += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: string.unicodeScalars.append(scalar)
      }
    }
    return string + "\""
  }
}
