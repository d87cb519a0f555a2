/// The value of `grpc-timeout`: at most eight digits and a unit, H M S m u or n.
enum Timeout {
  private static let units: [(letter: UInt8, nanoseconds: UInt64)] = [
    (UInt8(ascii: "n"), 1),
    (UInt8(ascii: "u"), 1_000),
    (UInt8(ascii: "m"), 1_000_000),
    (UInt8(ascii: "S"), 1_000_000_000),
    (UInt8(ascii: "M"), 60_000_000_000),
    (UInt8(ascii: "H"), 3_600_000_000_000),
  ]
  private static let largestNumber: UInt64 = 99_999_999

  /// The nanoseconds a value stands for, or nil if it is malformed.
  static func nanoseconds(_ value: UnsafeRawBufferPointer) -> UInt64? {
    guard let last = value.last, (2...9).contains(value.count) else { return nil }
    guard let unit = units.first(where: { $0.letter == last }) else { return nil }
    var number: UInt64 = 0
    for byte in value.dropLast() {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + UInt64(digit)
    }
    let product = number.multipliedReportingOverflow(by: unit.nanoseconds)
    return product.overflow ? .max : product.partialValue
  }

  /// The value for a number of nanoseconds, in the finest unit that has room; never rounded up
  /// to a longer wait than eight digits of that unit can say.
  static func text(nanoseconds: UInt64) -> String {
    for unit in units where nanoseconds / unit.nanoseconds <= largestNumber {
      return "\(nanoseconds / unit.nanoseconds)\(Character(UnicodeScalar(unit.letter)))"
    }
    return "\(largestNumber)H"
  }
}
