// Exact money in sixteen bytes
//
// An amount has 64 bits of whole units and at most nine digits after the point, so its coefficient
// takes 94 bits; a decimal number adds 5 for the scale, and three letters are 15:
//
//     packed  =  (coefficient * 32 + scale) * 32 768 + currency
//
// That is 114 bits of 128, kept as two words like a decimal number. So amounts lie in the fields of
// records as numbers do, and reading one neither follows a pointer nor counts a reference.

/// An exact amount in one currency.
///
/// The amount always fits `google.type.Money`, so whatever is stored can also be sent: 64 bits of
/// whole units and at most nine digits after the point. Two amounts are equal only in the same
/// currency; comparing across currencies needs a rate and is a rule (S-6), not a property of the
/// value.
package struct Money: Hashable, Sendable, CustomStringConvertible {
  private let packedHigh: Int64
  private let packedLow: UInt64

  /// That amount of that currency.
  /// - Throws: `MoneyError.finerThanNanos` or `.beyondUnits`: nothing is ever cut off.
  package init(currency: CurrencyCode, amount: DecimalNumber) throws(MoneyError) {
    guard amount.scale <= Self.fractionDigits else { throw .finerThanNanos(amount) }
    let unit = Int128(UInt128.powerOfTen(amount.scale))
    guard Int64(exactly: amount.coefficient / unit) != nil else { throw .beyondUnits(amount) }
    self.init(currency: currency, validAmount: amount)
  }

  /// An amount that is known to fit.
  init(currency: CurrencyCode, validAmount: DecimalNumber) {
    let packed = validAmount.packed << Int128(CurrencyCode.bitCount) | Int128(currency.number)
    packedHigh = Int64(truncatingIfNeeded: packed >> 64)
    packedLow = UInt64(truncatingIfNeeded: packed)
  }

  /// The currency.
  package var currency: CurrencyCode {
    CurrencyCode(number: UInt16(packedLow & (1 << UInt64(CurrencyCode.bitCount) - 1)))
  }

  /// The amount.
  package var amount: DecimalNumber {
    let packed = Int128(packedHigh) << 64 | Int128(packedLow)
    return DecimalNumber(packed: packed >> Int128(CurrencyCode.bitCount))
  }

  /// The most digits an amount may have after the point.
  package static let fractionDigits = 9

  /// Amount and currency code as S-41 writes them: `100.5 PLN`.
  package var description: String { "\(amount) \(currency)" }
}
