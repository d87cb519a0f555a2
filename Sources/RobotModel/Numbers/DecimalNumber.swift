// Exact decimals in sixteen bytes
//
// A number is  coefficient / 10^scale  with a whole coefficient of at most 34 digits and a scale of
// at most 18 (S-6). It is always kept in lowest terms: a scale above zero means that the last digit
// of the coefficient is not zero. So 1.50 and 1.5 are one value with one set of bits, and equality
// and hashing need no arithmetic.
//
// 34 digits take 113 bits with the sign apart, the scale takes 5: both share one 128-bit integer,
//
//     packed  =  coefficient * 32 + scale
//
// which is kept as two words, because a 128-bit field would align every value that holds a number
// to 16 bytes.

/// An exact decimal number: at most 34 digits, of which at most 18 after the point.
///
/// Sums and products are exact or fail; nothing is rounded unless it is asked for.
package struct DecimalNumber: Hashable, Sendable {
  private let packedHigh: Int64
  private let packedLow: UInt64

  /// The most digits a number may have, before and after the point together.
  package static let maximumDigits = 34

  /// The most digits a number may have after the point.
  package static let maximumFractionDigits = 18

  /// Zero.
  package static let zero = DecimalNumber(Int64(0))

  /// A whole number.
  package init(_ integer: Int64) {
    self.init(reducedCoefficient: Int128(integer), scale: 0)
  }

  /// The number `coefficient / 10^scale`.
  ///
  /// The scale counts digits after the point; it may exceed the limit if zeros at the end of the
  /// coefficient make up for it.
  /// - Throws: `DecimalError.tooManyDigits` or `.tooManyFractionDigits`.
  package init(coefficient: Int128, scale: Int) throws(DecimalError) {
    precondition(scale >= 0, "a scale counts digits after the point")
    var coefficient = coefficient
    var scale = coefficient == 0 ? 0 : scale
    while scale > 0 {
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      coefficient = quotient
      scale -= 1
    }
    guard scale <= Self.maximumFractionDigits else { throw .tooManyFractionDigits }
    guard coefficient.magnitude < UInt128.powerOfTen(Self.maximumDigits) else {
      throw .tooManyDigits
    }
    self.init(reducedCoefficient: coefficient, scale: scale)
  }

  /// The number with a coefficient and scale that are in lowest terms and within the limits.
  init(reducedCoefficient: Int128, scale: Int) {
    self.init(packed: reducedCoefficient << 5 | Int128(scale))
  }

  /// The number that has this form.
  init(packed: Int128) {
    packedHigh = Int64(truncatingIfNeeded: packed >> 64)
    packedLow = UInt64(truncatingIfNeeded: packed)
  }

  /// All digits of the number as one whole number, with its sign.
  package var coefficient: Int128 { packed >> 5 }

  /// How many of the coefficient's digits stand after the point, 0 to 18.
  package var scale: Int { Int(packedLow & 31) }

  /// The coefficient where it fits into 64 bits, which nearly every number's does.
  var shortCoefficient: Int64? {
    guard packedHigh >> 4 == packedHigh >> 63 else { return nil }
    return packedHigh << 59 | Int64(truncatingIfNeeded: packedLow >> 5)
  }

  /// The number in one, as the file's header says.
  var packed: Int128 { Int128(packedHigh) << 64 | Int128(packedLow) }

  /// Whether the number is less than zero.
  package var isNegative: Bool { packedHigh < 0 }

  /// The number as a whole one, or nil if it has a fraction or does not fit.
  package var int64: Int64? {
    guard scale == 0 else { return nil }
    return shortCoefficient
  }
}

extension UInt128 {
  /// Ten to the power of 0 to 38.
  static func powerOfTen(_ exponent: Int) -> UInt128 { powersOfTen[exponent] }

  private static let powersOfTen: [UInt128] = {
    var powers: [UInt128] = [1]
    for exponent in 1...38 { powers.append(powers[exponent - 1] * 10) }
    return powers
  }()
}
