import RobotModel

/// Reads the values in the text of a condition.
enum ConditionLiteral {
  /// Reads the value that stands at the cursor.
  static func read(_ cursor: inout TextCursor) throws(PlacedError) -> FieldValue {
    cursor.skipSpace()
    if cursor.take("[") { return try list(&cursor) }
    return try single(&cursor)
  }

  /// Reads a value that is no list, so lists do not nest.
  private static func single(_ cursor: inout TextCursor) throws(PlacedError) -> FieldValue {
    cursor.skipSpace()
    if cursor.isAtQuote { return .text(try cursor.quotedString()) }
    if let number = try number(&cursor) { return number }
    let start = cursor.position
    let word = cursor.bareWord
    switch String(decoding: word, as: UTF8.self) {
    case "true", "TRUE":
      cursor.position += word.count
      return .boolean(true)
    case "false", "FALSE":
      cursor.position += word.count
      return .boolean(false)
    default: break
    }
    guard !word.isEmpty, !ConditionParser.isKeyword(word) else {
      throw cursor.error("expected a value, found \(cursor.found)")
    }
    cursor.position += word.count
    let text = String(decoding: word, as: UTF8.self)
    return cursor.next == UInt8(ascii: "(")
      ? try function(text, &cursor, at: start) : .text(text)
  }

  /// Reads a list after its bracket.
  private static func list(_ cursor: inout TextCursor) throws(PlacedError) -> FieldValue {
    cursor.skipSpace()
    if cursor.take("]") { return .list([]) }
    var members: [FieldValue] = []
    repeat {
      members.append(try single(&cursor))
      cursor.skipSpace()
    } while cursor.take(",")
    guard cursor.take("]") else {
      throw cursor.error("expected a comma or a closing bracket, found \(cursor.found)")
    }
    return .list(members)
  }

  /// Reads a number if one stands here.
  private static func number(_ cursor: inout TextCursor) throws(PlacedError) -> FieldValue? {
    let start = cursor.position
    let digits = cursor.number
    guard !digits.isEmpty else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    cursor.position += digits.count
    if let byte = cursor.next, TextCursor.isWordByte(byte) || "-.:".utf8.contains(byte) {
      throw cursor.error("a number ends here; expected texts and dates in quotes", at: start)
    }
    if let integer = Int64(text) { return .integer(integer) }
    do {
      return .decimal(try DecimalNumber(text))
    } catch {
      throw cursor.error(error.description, at: start)
    }
  }

  private static let functions = ["money", "date", "timestamp", "reference"]

  private static func function(
    _ word: String,
    _ cursor: inout TextCursor,
    at start: Int
  ) throws(PlacedError) -> FieldValue {
    let name = ConditionParser.spelling(of: word, among: functions)
    switch name {
    case "money":
      let (currency, place) = try argument(after: "(", &cursor)
      return try money(currency, place, &cursor, at: start)
    case "reference":
      let entityType = try argument(after: "(", &cursor).text
      let id = try argument(after: ",", &cursor).text
      try require(")", &cursor)
      return .reference(RecordKey(entityType: entityType, id: id))
    case "date", "timestamp":
      let (text, place) = try argument(after: "(", &cursor)
      try require(")", &cursor)
      do {
        return name == "date"
          ? .date(try CivilDate(iso8601: text)) : .timestamp(try Instant(rfc3339: text))
      } catch {
        throw cursor.error("expected \(error.expected)", at: place + 1 + error.position)
      }
    default:
      throw cursor.error(
        "there is no function \(quoted(name)) that gives a value"
          + Suggestion.phrase(for: name, among: functions),
        at: start
      )
    }
  }

  /// Reads the amount of a sum of money.
  private static func money(
    _ code: String,
    _ place: Int,
    _ cursor: inout TextCursor,
    at start: Int
  ) throws(PlacedError) -> FieldValue {
    try require(",", &cursor)
    cursor.skipSpace()
    let amountPlace = cursor.position
    let amount: DecimalNumber
    switch try number(&cursor) {
    case .integer(let integer)?: amount = DecimalNumber(integer)
    case .decimal(let decimal)?: amount = decimal
    default: throw cursor.error("expected an amount, found \(cursor.found)", at: amountPlace)
    }
    try require(")", &cursor)
    do {
      return .money(try Money(currency: try CurrencyCode(code), amount: amount))
    } catch {
      throw cursor.error("\(error)", at: place)
    }
  }

  private static func argument(
    after sign: StaticString,
    _ cursor: inout TextCursor
  ) throws(PlacedError) -> (text: String, place: Int) {
    try require(sign, &cursor)
    cursor.skipSpace()
    let place = cursor.position
    guard cursor.isAtQuote else {
      throw cursor.error("expected a text in quotes, found \(cursor.found)")
    }
    return (try cursor.quotedString(), place)
  }

  private static func require(
    _ sign: StaticString,
    _ cursor: inout TextCursor
  ) throws(PlacedError) {
    cursor.skipSpace()
    guard cursor.take(sign) else {
      throw cursor.error("expected \"\(sign)\", found \(cursor.found)")
    }
  }
}

extension TextCursor {
  /// The word that stands here and begins with a letter; it may hold dots and hyphens.
  var bareWord: ArraySlice<UInt8> {
    guard let first = next, Self.isWordByte(first), !Self.isDigit(first) else { return [] }
    return bytes[position...].prefix {
      Self.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
  }

  /// The number that stands here: a minus, digits, a point and digits, an exponent.
  var number: ArraySlice<UInt8> {
    var end = position
    func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }
    func skipDigits() { while let byte = at(end), Self.isDigit(byte) { end += 1 } }
    if at(end) == UInt8(ascii: "-") { end += 1 }
    guard let first = at(end), Self.isDigit(first) else { return [] }
    skipDigits()
    if at(end) == UInt8(ascii: "."), let digit = at(end + 1), Self.isDigit(digit) {
      end += 1
      skipDigits()
    }
    if at(end) == UInt8(ascii: "e") || at(end) == UInt8(ascii: "E") {
      var exponent = end + 1
      if at(exponent) == UInt8(ascii: "-") || at(exponent) == UInt8(ascii: "+") { exponent += 1 }
      if let digit = at(exponent), Self.isDigit(digit) {
        end = exponent
        skipDigits()
      }
    }
    return bytes[position..<end]
  }
}
