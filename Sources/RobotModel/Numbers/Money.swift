/// An exact amount in one currency.
///
/// Two amounts are equal only in the same currency; comparing across currencies needs a rate and
/// is a rule (S-6), not a property of the value.
package struct Money: Hashable, Sendable, CustomStringConvertible {
  /// The currency.
  package let currency: CurrencyCode

  /// The amount.
  package let amount: DecimalNumber

  /// That amount of that currency.
  package init(currency: CurrencyCode, amount: DecimalNumber) {
    self.currency = currency
    self.amount = amount
  }

  /// Amount and currency code as S-41 writes them: `100.5 PLN`.
  package var description: String { "\(amount) \(currency)" }
}
