import RobotModel

/// Reads values from text, as a template gives it and as people write it in a condition.
///
/// Every value that a template writes without a formatter reads back as the same value.
enum TextReading {
  /// The value of a field that a text stands for; nil for an empty text.
  ///
  /// It still has to pass a ``FieldChecker``. Of a field with several values the text is one
  /// member.
  /// - Throws: `ValueProblem` with an example of what would be right.
  static func value(of text: String, in field: Field) throws(ValueProblem) -> FieldValue? {
    if field.type == .text || field.type == .enumeration { return .text(text) }
    let trimmed = text.trimmingSpace
    if trimmed.isEmpty { return nil }
    guard let value = single(trimmed, in: field) else {
      throw ValueProblem("\(quoted(trimmed)) is not \(expectation(of: field))")
    }
    return value
  }

  private static func single(_ text: String, in field: Field) -> FieldValue? {
    switch field.type {
    case .text, .enumeration: .text(text)
    case .boolean: boolean(text)
    case .integer: Int64(text).map { .integer($0) }
    case .decimal: (try? DecimalNumber(text)).map { .decimal($0) }
    case .money: money(text)
    case .date: (try? CivilDate(iso8601: text)).map { .date($0) }
    case .timestamp: (try? Instant(rfc3339: text)).map { .timestamp($0) }
    case .reference: reference(text, to: field.referenceType)
    }
  }

  private static func boolean(_ text: String) -> FieldValue? {
    switch text {
    case "true": .boolean(true)
    case "false": .boolean(false)
    default: nil
    }
  }

  /// Reads an amount and a currency's code: `100.5 PLN`.
  private static func money(_ text: String) -> FieldValue? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let amount = try? DecimalNumber(String(parts[0])),
      let currency = try? CurrencyCode(String(parts[1])),
      let money = try? Money(currency: currency, amount: amount)
    else { return nil }
    return .money(money)
  }

  /// Reads an id, or an entity type and an id: `user/U-1`.
  private static func reference(_ text: String, to entityType: String) -> FieldValue? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 { return .reference(RecordKey(entityType: parts[0], id: parts[1])) }
    guard parts.count == 1, !entityType.isEmpty else { return nil }
    return .reference(RecordKey(entityType: entityType, id: text))
  }

  /// For messages: what a text must be to stand for a value of the field, with an example.
  static func expectation(of field: Field) -> String {
    switch field.type {
    case .text, .enumeration: "a text"
    case .boolean: "true or false"
    case .integer: "a whole number such as 12"
    case .decimal: "a number such as 12.5"
    case .money: "an amount and a currency such as 100.50 PLN"
    case .date: "a date such as 2026-06-03"
    case .timestamp: "a moment such as 2026-06-03T15:30:00Z"
    case .reference:
      field.referenceType.isEmpty ? "a record such as user/U-1" : "the id of a record"
    }
  }
}

extension String {
  /// The text without spaces, tabs and line ends around it.
  var trimmingSpace: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
    let start = utf8.firstIndex { !isSpace($0) } ?? utf8.endIndex
    let end = utf8.lastIndex { !isSpace($0) }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
