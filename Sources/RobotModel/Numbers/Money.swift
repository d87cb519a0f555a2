/// An exact amount in one currency.
///
/// The amount always fits `google.type.Money`, so whatever is stored can also be sent: 64 bits of
/// whole units and at most nine digits after the point. Two amounts are equal only in the same
/// currency; comparing across currencies needs a rate and is a rule (S-6), not a property of the
/// value.
package struct Money: Hashable, Sendable, CustomStringConvertible {
  /// The currency.
  package let currency: CurrencyCode

  /// The amount.
  package let amount: DecimalNumber

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
    self.currency = currency
    self.amount = validAmount
  }

  /// The most digits an amount may have after the point.
  package static let fractionDigits = 9

  /// Amount and currency code as S-41 writes them: `100.5 PLN`.
  package var description: String { "\(amount) \(currency)" }
}
