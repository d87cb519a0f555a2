/// A cursor over the ASCII bytes of a date or time in text.
struct TimeTextReader {
  private let text: String
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// The next byte, or nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The error of not finding what would have been right at this place.
  func failure(expected: String) -> TimeTextError {
    TimeTextError(text: text, position: position, expected: expected)
  }

  /// Steps over one byte, which is there.
  mutating func skip() { position += 1 }

  /// Steps over one byte if it is the given one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Steps over one byte, which must be the given one.
  mutating func require(_ byte: UInt8) throws(TimeTextError) {
    guard take(byte) else { throw failure(expected: "\"\(Character(UnicodeScalar(byte)))\"") }
  }

  /// Reads a number of so many digits that lies in `range`.
  mutating func number(
    digits lengths: ClosedRange<Int>,
    in range: ClosedRange<Int>,
    _ expected: String
  ) throws(TimeTextError) -> Int {
    let start = position
    var value = 0
    while position < start + lengths.upperBound, let byte = next, 0x30...0x39 ~= byte {
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    guard position >= start + lengths.lowerBound, range ~= value else {
      position = start
      throw failure(expected: expected)
    }
    return value
  }

  /// Reads a fraction's digits, at least one, as milliseconds; finer digits are dropped.
  mutating func millisecondsOfFraction() throws(TimeTextError) -> Int {
    var milliseconds = 0
    var weight = 100
    let start = position
    while let byte = next, 0x30...0x39 ~= byte {
      milliseconds += Int(byte - 0x30) * weight
      weight /= 10
      position += 1
    }
    guard position > start else { throw failure(expected: "the digits of a fraction") }
    return milliseconds
  }

  /// Nothing may follow.
  func requireEnd() throws(TimeTextError) {
    guard next == nil else { throw failure(expected: "the end") }
  }
}
