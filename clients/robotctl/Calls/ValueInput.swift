/// Turns what a person writes on the command line into a `robots.v1.Value` of a field's type.
enum ValueInput {
  /// The value for `text` in a field of the type; an empty text clears the field.
  static func value(_ text: String, field: JSON) throws(UsageError) -> JSON {
    if text.isEmpty { return [:] }
    if field["multiple"].isTrue {
      var members: [JSON] = []
      for member in self.members(of: text) { members.append(try single(member, field: field)) }
      return ["list": ["values": .list(members)]]
    }
    return try single(text, field: field)
  }

  private static func single(_ text: String, field: JSON) throws(UsageError) -> JSON {
    let name = field["id"].string
    switch field["type"].string {
    case "VALUE_TYPE_BOOLEAN":
      guard text == "true" || text == "false" else {
        throw UsageError("\(name) takes true or false, not \"\(text)\"")
      }
      return ["boolean": .boolean(text == "true")]
    case "VALUE_TYPE_INTEGER":
      guard let number = Int64(text) else {
        throw UsageError("\(name) takes a whole number, not \"\(text)\"")
      }
      return ["integer": .text("\(number)")]
    case "VALUE_TYPE_DECIMAL": return ["decimal": ["value": .text(text)]]
    case "VALUE_TYPE_MONEY": return ["money": try money(text, name: name)]
    case "VALUE_TYPE_DATE": return ["date": try date(text, name: name)]
    case "VALUE_TYPE_TIMESTAMP": return ["timestamp": .text(text)]
    case "VALUE_TYPE_REFERENCE": return ["reference": try reference(text, field: field)]
    default: return ["text": .text(text)]
    }
  }

  /// "1200.50 PLN", "PLN 1200.50" and "1200.50PLN" are the same amount.
  private static func money(_ text: String, name: String) throws(UsageError) -> JSON {
    guard let (code, number) = codeAndNumber(in: text), let amount = amount(number) else {
      throw UsageError("\(name) takes an amount such as \"1200.50 PLN\", not \"\(text)\"")
    }
    return [
      "currencyCode": .text(code), "units": .text(amount.units),
      "nanos": .number("\(amount.nanos)"),
    ]
  }

  /// The three capitals at one end of an amount, and the rest without blanks and underscores.
  private static func codeAndNumber(in text: String) -> (code: String, number: String)? {
    let text = trimmed(text)
    for (code, rest) in [(text.suffix(3), text.dropLast(3)), (text.prefix(3), text.dropFirst(3))]
    where code.count == 3 && code.allSatisfy({ $0.isASCII && $0.isUppercase }) {
      return (String(code), rest.filter { $0 != " " && $0 != "_" })
    }
    return nil
  }

  /// The whole units and the billionths of a decimal number; nil for anything else.
  private static func amount(_ number: String) -> (units: String, nanos: Int)? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 1 ? "0" : parts[1]
    guard
      parts.count <= 2, let units = Int64(parts[0]), 1...9 ~= fraction.utf8.count,
      fraction.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      var nanos = Int(fraction)
    else { return nil }
    for _ in fraction.utf8.count..<9 { nanos *= 10 }
    return ("\(units)", number.hasPrefix("-") ? -nanos : nanos)
  }

  private static func date(_ text: String, name: String) throws(UsageError) -> JSON {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, !text.contains("+"), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { throw UsageError("\(name) takes a date such as 2026-03-31, not \"\(text)\"") }
    return [
      "year": .number("\(year)"), "month": .number("\(month)"), "day": .number("\(day)"),
    ]
  }

  private static func reference(_ text: String, field: JSON) throws(UsageError) -> JSON {
    if let key = try? RecordWord(text) {
      return ["entityType": .text(key.entityType), "id": .text(key.id)]
    }
    let type = field["referenceType"].string
    guard !type.isEmpty else {
      throw UsageError("\(field["id"].string) takes TYPE/ID, not \"\(text)\"")
    }
    return ["entityType": .text(type), "id": .text(text)]
  }

  /// The members of a list: commas divide them, and a backslash before a comma or a backslash
  /// makes it a part of a member.
  private static func members(of text: String) -> [String] {
    var members = [""]
    var isEscaped = false
    for character in text {
      if isEscaped, character != ",", character != "\\" { members[members.count - 1] += "\\" }
      if !isEscaped, character == "," {
        members.append("")
      } else if isEscaped || character != "\\" {
        members[members.count - 1].append(character)
      }
      isEscaped = !isEscaped && character == "\\"
    }
    if isEscaped { members[members.count - 1] += "\\" }
    return members.map(trimmed).filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// A record as the command line names it: TYPE/ID.
struct RecordWord {
  let entityType: String
  let id: String

  init(_ word: String) throws(UsageError) {
    let parts = word.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, word.count(where: { $0 == "/" }) == 1 else {
      throw UsageError("a record is written TYPE/ID, deal/D-1 for instance, not \"\(word)\"")
    }
    entityType = String(parts[0])
    id = String(parts[1])
  }
}
