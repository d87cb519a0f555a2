import Protobuf

/// Typed access to a configuration's values: each function gives the value or says, with its
/// place, what was expected there.
extension JSONValue {
  /// The members of an object.
  func requiredMembers() throws(ConfigurationError) -> [JSONMember] {
    guard let members else { throw expected("an object") }
    return members
  }

  /// The elements of a list.
  func requiredElements() throws(ConfigurationError) -> [JSONValue] {
    guard let elements else { throw expected("a list") }
    return elements
  }

  /// A string that is not empty.
  func requiredText() throws(ConfigurationError) -> String {
    guard let text, !text.isEmpty else { throw expected("a string that is not empty") }
    return text
  }

  /// A duration in seconds, `30` or `0.5`, as milliseconds within a range.
  func milliseconds(in range: ClosedRange<Int64>) throws(ConfigurationError) -> Int64 {
    let bounds = "\(Seconds.text(range)) seconds"
    guard case .number(let text) = content, let seconds = Double(text) else {
      throw expected("a number, \(bounds)")
    }
    let milliseconds = (seconds * 1000).rounded()
    guard milliseconds >= Double(range.lowerBound), milliseconds <= Double(range.upperBound) else {
      throw expected(bounds)
    }
    return Int64(milliseconds)
  }

  /// A whole number of days within a range.
  func days(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard case .number(let text) = content, let days = Int(text), range.contains(days) else {
      throw expected("a whole number of days, \(range.lowerBound) to \(range.upperBound)")
    }
    return days
  }

  /// An amount of memory: bytes, or a text such as `"512 MiB"`, with `KiB`, `MiB`, `GiB`, `TiB`.
  func bytes(in range: PartialRangeFrom<Int>) throws(ConfigurationError) -> Int {
    let units = ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40]
    let (count, unit): (Int?, Int)
    switch content {
    case .number(let text):
      (count, unit) = (Int(text), 1)
    case .string(let text):
      let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
      let name = text.dropFirst(digits.count).drop { $0 == " " }
      (count, unit) = (units[String(name)] == nil ? nil : Int(digits), units[String(name)] ?? 1)
    case .null, .boolean, .array, .object:
      (count, unit) = (nil, 1)
    }
    let bytes = count?.multipliedReportingOverflow(by: unit)
    guard let bytes, !bytes.overflow, range.contains(bytes.partialValue) else {
      let least = "\(range.lowerBound >> 20) MiB"
      throw expected("bytes or a text such as \"512 MiB\", at least \(least)")
    }
    return bytes.partialValue
  }

  /// One of the words that an enumeration knows.
  func word<Word: RawRepresentable & CaseIterable>() throws(ConfigurationError) -> Word
  where Word.RawValue == String {
    let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    guard let word = text.flatMap({ Word(rawValue: $0) }) else {
      throw expected("one of \(words)")
    }
    return word
  }

  /// The error that something else stands here.
  func expected(_ what: String) -> ConfigurationError {
    ConfigurationError("expected \(what), found \(kind)", at: offset)
  }
}
