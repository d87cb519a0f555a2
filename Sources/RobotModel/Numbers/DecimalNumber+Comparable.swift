extension DecimalNumber: Comparable {
  /// Whether `left` is the smaller number.
  ///
  /// The whole parts decide first; only the fractions are brought to one scale, so nothing can
  /// overflow.
  package static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    if left.scale == right.scale { return left.coefficient < right.coefficient }
    let (leftWhole, leftFraction) = left.parts
    let (rightWhole, rightFraction) = right.parts
    return (leftWhole, leftFraction) < (rightWhole, rightFraction)
  }

  /// The whole part and the fraction in units of 10^-18, both with the number's sign.
  private var parts: (whole: Int128, fraction: Int128) {
    let unit = Int128(UInt128.powerOfTen(scale))
    let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: unit)
    return (whole, rest * Int128(UInt128.powerOfTen(Self.maximumFractionDigits - scale)))
  }
}
