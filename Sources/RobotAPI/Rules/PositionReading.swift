extension MessageReader {
  /// The position of a rule in its stage, where it may have one.
  mutating func position(_ number: Int32) -> Int32 {
    if number < 0 {
      refuse("position", "is \(number); places count from 1, and 0 asks for the last")
    }
    return number
  }
}
