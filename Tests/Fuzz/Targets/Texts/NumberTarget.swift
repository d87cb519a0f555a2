import RobotModel

/// Decimals, dates, times and instants: what is read is written in one spelling, which reads as the
/// same; and arithmetic on two decimals is exact or refused.
enum NumberTarget: FuzzTarget {
  static let name = "numbers"

  static let seeds: [[UInt8]] = [
    "12.5 -3", ".5 2.5e-3", "9999999999999999999999999999999999 1", "1e33 -1e-18", "0 0",
    "123456789012345678.123456789012345678 10", "2026-06-03", "2028-02-29T23:59:59.999", "10:30",
    "2026-06-03T15:30:00.250+02:00", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "PLN",
  ].map { Array($0.utf8) }

  static func run(_ input: RawSpan) throws {
    let text = input.text
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    if let first = parts.first, let left = try? DecimalNumber(first) {
      try promise((try? DecimalNumber(left.description)) == left, "\(first) is not \(left)")
      if parts.count == 2, let right = try? DecimalNumber(parts[1]) {
        try checkArithmetic(left, right)
      }
    }
    try checkText(text, CivilDate.init(iso8601:))
    try checkText(text, CivilDateTime.init(iso8601:))
    try checkText(text, ClockTime.init(iso8601:))
    try checkText(text, Instant.init(rfc3339:))
    if let code = try? CurrencyCode(text) {
      try promise(code.description == text, "\(text) became \(code)")
    }
  }

  private static func checkArithmetic(_ left: DecimalNumber, _ right: DecimalNumber) throws {
    if let sum = try? left.adding(right) {
      try promise((try? right.adding(left)) == sum, "\(left) + \(right) depends on the order")
      if let back = try? sum.subtracting(right) {
        try promise(back == left, "\(left) + \(right) - \(right) = \(back)")
      }
    }
    if let product = try? left.multiplied(by: right) {
      try promise((try? right.multiplied(by: left)) == product, "\(left) * \(right) differs")
    }
    for digits in [0, 2, 18] {
      if let rounded = try? left.rounded(to: digits) {
        try promise((try? rounded.rounded(to: digits)) == rounded, "\(left) is rounded twice")
      }
    }
    try promise((left < right) == (right > left) && !(left < right && right < left), "no order")
  }

  private static func checkText<Value: Equatable & CustomStringConvertible>(
    _ text: String,
    _ read: (String) throws -> Value
  ) throws {
    guard let value = try? read(text) else { return }
    try promise((try? read(value.description)) == value, "\(text) reads as \(value), not the same")
  }
}
