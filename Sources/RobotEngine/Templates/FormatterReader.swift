import RobotModel

/// Reads one formatter with its arguments.
enum FormatterReader {
  /// The names of the formatters, in the order of the documentation.
  private enum Name: String, CaseIterable {
    case date
    case number
    case money
    case currency
    case upper
    case lower
    case capitalize
    case first
    case join
    case defaultText = "default"
    case required
  }

  /// One argument and where it stands.
  private enum Argument {
    case text(String, at: Int)
    case integer(Int, at: Int)

    var position: Int {
      switch self {
      case .text(_, let position), .integer(_, let position): position
      }
    }
  }

  /// Reads the formatter that stands at the cursor.
  static func read(_ cursor: inout TextCursor) throws(PlacedError) -> Formatter {
    let start = cursor.position
    while let byte = cursor.next, TextCursor.isWordByte(byte) { cursor.position += 1 }
    let text = String(decoding: cursor.bytes[start..<cursor.position], as: UTF8.self)
    guard let name = Name(rawValue: text) else {
      let names = Name.allCases.map(\.rawValue)
      throw cursor.error(
        "there is no formatter \(quoted(text))" + Suggestion.phrase(for: text, among: names),
        at: start
      )
    }
    let arguments = try arguments(&cursor)
    return try formatter(name, arguments, cursor, at: start)
  }

  private static func arguments(_ cursor: inout TextCursor) throws(PlacedError) -> [Argument] {
    var arguments: [Argument] = []
    cursor.skipSpace()
    guard cursor.take(":") else { return [] }
    repeat {
      cursor.skipSpace()
      arguments.append(try argument(&cursor))
      cursor.skipSpace()
    } while cursor.take(",")
    return arguments
  }

  private static func argument(_ cursor: inout TextCursor) throws(PlacedError) -> Argument {
    let start = cursor.position
    if cursor.isAtQuote { return .text(try cursor.quotedString(), at: start) }
    while let byte = cursor.next, TextCursor.isDigit(byte) { cursor.position += 1 }
    let digits = String(decoding: cursor.bytes[start..<cursor.position], as: UTF8.self)
    guard let integer = Int(digits) else {
      cursor.position = start
      throw cursor.error("expected a text in quotes or a number, found \(cursor.found)")
    }
    return .integer(integer, at: start)
  }

  private static func formatter(
    _ name: Name,
    _ arguments: [Argument],
    _ cursor: TextCursor,
    at start: Int
  ) throws(PlacedError) -> Formatter {
    switch name {
    case .date: return .date(try datePattern(arguments, cursor, at: start))
    case .number: return .number(try numberFormat(arguments, cursor, defaultDigits: nil))
    case .money: return .money(try numberFormat(arguments, cursor, defaultDigits: 2))
    case .join: return .join(try onlyText(arguments, cursor, at: start, "join: \", \""))
    case .defaultText:
      return .defaultText(try onlyText(arguments, cursor, at: start, "default: \"none\""))
    case .currency, .upper, .lower, .capitalize, .first, .required:
      if let argument = arguments.first {
        throw cursor.error("\(name.rawValue) takes no argument", at: argument.position)
      }
      return plain(name)
    }
  }

  private static func plain(_ name: Name) -> Formatter {
    switch name {
    case .currency: .currency
    case .upper: .upper
    case .lower: .lower
    case .capitalize: .capitalize
    case .first: .first
    case .required: .required
    case .date, .number, .money, .join, .defaultText:
      preconditionFailure("\(name) takes arguments")
    }
  }

  private static func onlyText(
    _ arguments: [Argument],
    _ cursor: TextCursor,
    at start: Int,
    _ example: String
  ) throws(PlacedError) -> String {
    guard arguments.count == 1, case .text(let text, _) = arguments[0] else {
      throw cursor.error("expected one text in quotes, as in \(example)", at: start)
    }
    return text
  }

  private static func datePattern(
    _ arguments: [Argument],
    _ cursor: TextCursor,
    at start: Int
  ) throws(PlacedError) -> DatePattern {
    let text = try onlyText(arguments, cursor, at: start, "date: \"dd.MM.yyyy\"")
    do {
      return try DatePattern(text)
    } catch {
      throw cursor.error(error.message, at: arguments[0].position + 1 + error.position)
    }
  }

  private static func numberFormat(
    _ arguments: [Argument],
    _ cursor: TextCursor,
    defaultDigits: Int?
  ) throws(PlacedError) -> NumberFormat {
    var format = NumberFormat(fractionDigits: defaultDigits)
    for (index, argument) in arguments.enumerated() {
      switch (index, argument) {
      case (0, .integer(let digits, _)) where digits <= DecimalNumber.maximumFractionDigits:
        format.fractionDigits = digits
      case (1, .text(let text, _)) where text.utf8.count <= 8: format.decimalSeparator = text
      case (2, .text(let text, _)) where text.utf8.count <= 8: format.groupSeparator = text
      default:
        throw cursor.error(
          "expected the digits after the point, 0 to \(DecimalNumber.maximumFractionDigits), then"
            + " the texts for the point and between groups, as in 2, \",\", \" \"",
          at: argument.position
        )
      }
    }
    return format
  }
}
