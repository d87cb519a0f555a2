extension DecimalNumber {
  /// The number with the other sign.
  package var negated: DecimalNumber {
    DecimalNumber(reducedCoefficient: -coefficient, scale: scale)
  }

  /// The exact sum.
  /// - Throws: `DecimalError.tooManyDigits`.
  package func adding(_ other: DecimalNumber) throws(DecimalError) -> DecimalNumber {
    let common = max(scale, other.scale)
    let (sum, overflow) = try coefficient(atScale: common)
      .addingReportingOverflow(try other.coefficient(atScale: common))
    guard !overflow else { throw .tooManyDigits }
    return try DecimalNumber(coefficient: sum, scale: common)
  }

  /// The exact difference.
  /// - Throws: `DecimalError.tooManyDigits`.
  package func subtracting(_ other: DecimalNumber) throws(DecimalError) -> DecimalNumber {
    try adding(other.negated)
  }

  /// The coefficient with zeros appended up to a larger scale.
  ///
  /// Where that exceeds 128 bits the other operand has a digit in the last place (numbers are in
  /// lowest terms), so the sum could not do with fewer digits either.
  private func coefficient(atScale target: Int) throws(DecimalError) -> Int128 {
    let factor = Int128(UInt128.powerOfTen(target - scale))
    let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw .tooManyDigits }
    return scaled
  }

  /// The exact product.
  /// - Throws: `DecimalError.tooManyDigits`, or `.tooManyFractionDigits` where the product can only
  ///   be had rounded.
  package func multiplied(by other: DecimalNumber) throws(DecimalError) -> DecimalNumber {
    var product = WideDecimal(magnitudesOf: self, other)
    product.reduce()
    return try product.number(isNegative: isNegative != other.isNegative)
  }

  /// The product rounded once, half to even, to at most `fractionDigits` (0 to 18) after the point.
  ///
  /// - Throws: `DecimalError.tooManyDigits`.
  package func multiplied(
    by other: DecimalNumber,
    roundedTo fractionDigits: Int
  ) throws(DecimalError) -> DecimalNumber {
    var product = WideDecimal(magnitudesOf: self, other)
    product.round(toFractionDigits: fractionDigits)
    product.reduce()
    return try product.number(isNegative: isNegative != other.isNegative)
  }

  /// The nearest number with at most `fractionDigits` (0 to 18) after the point.
  ///
  /// A tie goes to the number whose last digit is even.
  /// - Throws: `DecimalError.tooManyDigits`, only for 34 nines and a fraction's half above them.
  package func rounded(to fractionDigits: Int) throws(DecimalError) -> DecimalNumber {
    var wide = WideDecimal(magnitudesOf: self, DecimalNumber(Int64(1)))
    wide.round(toFractionDigits: fractionDigits)
    wide.reduce()
    return try wide.number(isNegative: isNegative)
  }
}
