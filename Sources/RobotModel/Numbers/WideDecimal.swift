/// A product of two decimals before it is brought back to 34 digits: 256 bits and a scale.
struct WideDecimal {
  private var high: UInt128
  private var low: UInt128
  private var scale: Int

  /// The product of two magnitudes, exactly: at most 68 digits, of which 36 after the point.
  init(magnitudesOf left: DecimalNumber, _ right: DecimalNumber) {
    let product = left.coefficient.magnitude.multipliedFullWidth(by: right.coefficient.magnitude)
    high = product.high
    low = product.low
    scale = left.scale + right.scale
  }

  /// Drops the digits after a place, half to even.
  mutating func round(toFractionDigits digits: Int) {
    precondition(0...DecimalNumber.maximumFractionDigits ~= digits, "\(digits) fraction digits")
    guard scale > digits else { return }
    let unit = UInt128.powerOfTen(scale - digits)
    let rest = divide(by: unit)
    scale = digits
    let half = unit / 2
    guard rest > half || (rest == half && low & 1 == 1) else { return }
    let (sum, carry) = low.addingReportingOverflow(1)
    low = sum
    high += carry ? 1 : 0
  }

  /// Drops the zeros at the end of the fraction.
  mutating func reduce() {
    while scale > 0 {
      var shorter = self
      guard shorter.divide(by: 10) == 0 else { return }
      high = shorter.high
      low = shorter.low
      scale -= 1
    }
  }

  /// The number with that sign, if it keeps within the limits.
  func number(isNegative: Bool) throws(DecimalError) -> DecimalNumber {
    guard scale <= DecimalNumber.maximumFractionDigits else { throw .tooManyFractionDigits }
    guard high == 0, low < UInt128.powerOfTen(DecimalNumber.maximumDigits) else {
      throw .tooManyDigits
    }
    let magnitude = Int128(low)
    return try DecimalNumber(coefficient: isNegative ? -magnitude : magnitude, scale: scale)
  }

  /// Long division with two digits of 128 bits; returns the remainder.
  private mutating func divide(by divisor: UInt128) -> UInt128 {
    let (upper, carried) = high.quotientAndRemainder(dividingBy: divisor)
    let (lower, remainder) = divisor.dividingFullWidth((carried, low))
    high = upper
    low = lower
    return remainder
  }
}
