import RobotModel

extension Template {
  /// Compiles a template.
  ///
  /// - Throws: `PlacedError` with the place of what is wrong: a name that is unknown, a formatter
  ///   that does not fit, an output that is not there in time, a text that is too long.
  init(_ text: String, for channel: Channel, in context: TemplateContext) throws(PlacedError) {
    var parser = TemplateParser(text, channel: channel, context: context)
    pieces = try parser.parse()
    self.channel = channel
  }
}

/// Reads a template from its first byte to its last.
private struct TemplateParser {
  private var cursor: TextCursor
  private let channel: Channel
  private let sources: TemplateSourceResolver
  private var pieces: [Template.Piece] = []
  private var literal: [UInt8] = []

  init(_ text: String, channel: Channel, context: TemplateContext) {
    cursor = TextCursor(text)
    self.channel = channel
    sources = TemplateSourceResolver(context: context)
  }

  mutating func parse() throws(PlacedError) -> [Template.Piece] {
    let count = cursor.bytes.count
    guard count <= Limits.templateByteCount else {
      throw cursor.error(
        "the template has \(count) bytes; expected at most \(Limits.templateByteCount)",
        at: Limits.templateByteCount
      )
    }
    while cursor.next != nil {
      if cursor.take("{{") { try placeholder() } else { try words() }
    }
    flush()
    return pieces
  }

  /// Reads the author's own words up to the next placeholder.
  private mutating func words() throws(PlacedError) {
    let start = cursor.position
    let brace = UInt8(ascii: "{")
    repeat {
      cursor.position += 1
    } while cursor.next != nil && !cursor.bytes[cursor.position...].starts(with: [brace, brace])
    let words = String(decoding: cursor.bytes[start..<cursor.position], as: UTF8.self)
    if let offset = lineEnd(in: words) { throw notOneLine(at: start + offset) }
    literal.append(contentsOf: words.utf8)
  }

  /// Where the author's own words end a line, in bytes; nil if they do not, or may.
  private func lineEnd(in words: String) -> Int? {
    guard channel == .headerLine,
      let index = words.unicodeScalars.firstIndex(where: { TextCheck.isControl($0) })
    else { return nil }
    return words.utf8.distance(from: words.startIndex, to: index)
  }

  private func notOneLine(at place: Int) -> PlacedError {
    cursor.error("this text becomes one line of a header; expected no line end", at: place)
  }

  private mutating func flush() {
    if literal.isEmpty { return }
    pieces.append(.literal(String(decoding: literal, as: UTF8.self)))
    literal.removeAll()
  }

  /// Reads a placeholder after its braces.
  private mutating func placeholder() throws(PlacedError) {
    let start = cursor.position - 2
    cursor.skipSpace()
    if cursor.isAtQuote {
      let place = cursor.position
      let words = try cursor.quotedString()
      if lineEnd(in: words) != nil { throw notOneLine(at: place) }
      literal.append(contentsOf: words.utf8)
      cursor.skipSpace()
      return try close(from: start)
    }
    let (source, sourceType) = try source()
    var type = sourceType
    var formatters: [Formatter] = []
    cursor.skipSpace()
    while cursor.take("|") {
      formatters.append(try formatter(for: &type))
      cursor.skipSpace()
    }
    try close(from: start)
    flush()
    let placeholder = Template.Placeholder(
      source: source,
      type: sourceType,
      formatters: formatters
    )
    pieces.append(.placeholder(placeholder))
  }

  private mutating func close(from start: Int) throws(PlacedError) {
    if cursor.take("}}") { return }
    if cursor.next == nil {
      throw cursor.error("this placeholder is not closed; expected }}", at: start)
    }
    throw cursor.error("expected | and a formatter, or }}, found \(cursor.found)")
  }

  private mutating func source() throws(PlacedError) -> (TemplateSource, TemplateType) {
    let start = cursor.position
    while let byte = cursor.next, TextCursor.isWordByte(byte) || byte == UInt8(ascii: ".") {
      cursor.position += 1
    }
    guard cursor.position > start else {
      throw cursor.error("expected a field's path such as contact.name, found \(cursor.found)")
    }
    let path = String(decoding: cursor.bytes[start..<cursor.position], as: UTF8.self)
    do {
      return try sources.resolve(path)
    } catch {
      throw cursor.error(error.message, at: start + error.position)
    }
  }

  /// Reads a formatter after its bar and checks that it fits what comes before it.
  private mutating func formatter(for type: inout TemplateType) throws(PlacedError) -> Formatter {
    cursor.skipSpace()
    let start = cursor.position
    let formatter = try FormatterReader.read(&cursor)
    let (output, expected) = formatter.output(of: type)
    guard let output else {
      throw cursor.error("this formatter expects \(expected), but there is \(type.word)", at: start)
    }
    type = output
    return formatter
  }
}
