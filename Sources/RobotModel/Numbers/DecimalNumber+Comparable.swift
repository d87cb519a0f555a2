extension DecimalNumber: Comparable {
  /// Whether `left` is the smaller number.
  ///
  /// Two coefficients of 64 bits are brought to one scale by a product of at most 123 bits. Of
  /// longer ones the whole parts decide first, and only the fractions are brought to one scale. So
  /// nothing can overflow.
  package static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    let (leftScale, rightScale) = (left.scale, right.scale)
    if let leftShort = left.shortCoefficient, let rightShort = right.shortCoefficient {
      if leftScale == rightScale { return leftShort < rightShort }
      return leftShort.multipliedFullWidth(by: Self.shortPowersOfTen[rightScale])
        < rightShort.multipliedFullWidth(by: Self.shortPowersOfTen[leftScale])
    }
    if leftScale == rightScale { return left.coefficient < right.coefficient }
    let (leftWhole, leftFraction) = left.parts
    let (rightWhole, rightFraction) = right.parts
    return (leftWhole, leftFraction) < (rightWhole, rightFraction)
  }

  /// Ten to the power of 0 to 18.
  private static let shortPowersOfTen: [Int64] = (0...maximumFractionDigits).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The whole part and the fraction in units of 10^-18, both with the number's sign.
  private var parts: (whole: Int128, fraction: Int128) {
    let unit = Int128(UInt128.powerOfTen(scale))
    let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
    return (whole, rest * Int128(UInt128.powerOfTen(Self.maximumFractionDigits - scale)))
  }
}
