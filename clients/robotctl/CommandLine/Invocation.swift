/// A command as it was called: its words and options, and where its output goes.
struct Invocation {
  /// The words after the command's path.
  let words: [String]
  private let values: [(name: String, value: String)]
  /// Where and how the output is shown.
  let output: Output

  init(words: [String], values: [(name: String, value: String)], output: Output) {
    self.words = words
    self.values = values
    self.output = output
  }

  /// The option's last value; nil where it was not given.
  func option(_ name: String) -> String? {
    values.last { $0.name == name }?.value
  }

  /// All values of an option that may be repeated.
  func options(_ name: String) -> [String] {
    values.filter { $0.name == name }.map(\.value)
  }

  /// Whether a switch was given.
  func has(_ name: String) -> Bool {
    values.contains { $0.name == name }
  }

  /// The option's value as a whole number within a range; nil where it was not given.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = option(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        "--\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound),"
          + " not \"\(text)\""
      )
    }
    return number
  }

  /// What the interface has room for where the service judges a number: zero is its own choice.
  static let anyCount = 0...Int(Int32.max)
}

/// The command line cannot be understood: exit code 2.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
