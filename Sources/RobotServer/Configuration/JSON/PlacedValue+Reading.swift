/// Typed access to a configuration's values: each function gives the value or says, with its
/// place, what was expected there.
extension PlacedValue {
  /// The members of an object.
  func members() throws(ConfigurationError) -> [Member] {
    guard case .object(let members) = content else { throw expected("an object") }
    return members
  }

  /// The elements of a list.
  func elements() throws(ConfigurationError) -> [PlacedValue] {
    guard case .array(let elements) = content else { throw expected("a list") }
    return elements
  }

  /// A string that is not empty.
  func text() throws(ConfigurationError) -> String {
    guard case .text(let text) = content else { throw expected("a string") }
    guard !text.isEmpty else {
      throw ConfigurationError("expected a string that is not empty", at: position)
    }
    return text
  }

  /// A duration in seconds, `30` or `0.5`, as milliseconds within a range.
  func milliseconds(in range: ClosedRange<Int64>) throws(ConfigurationError) -> Int64 {
    guard case .number(let text) = content, let seconds = Double(text) else {
      throw expected("a number of seconds")
    }
    let milliseconds = (seconds * 1000).rounded()
    guard milliseconds >= Double(range.lowerBound), milliseconds <= Double(range.upperBound) else {
      let bounds = "\(Self.seconds(range.lowerBound)) to \(Self.seconds(range.upperBound))"
      throw ConfigurationError("expected \(bounds) seconds, found \(text)", at: position)
    }
    return Int64(milliseconds)
  }

  /// One of the words that an enumeration knows.
  func word<Word: RawRepresentable & CaseIterable>() throws(ConfigurationError) -> Word
  where Word.RawValue == String {
    let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    guard case .text(let text) = content else { throw expected("one of \(words)") }
    guard let word = Word(rawValue: text) else {
      throw ConfigurationError("expected one of \(words), found \"\(text)\"", at: position)
    }
    return word
  }

  /// The error that something else stands here.
  func expected(_ what: String) -> ConfigurationError {
    ConfigurationError("expected \(what), found \(kind)", at: position)
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
  }
}
