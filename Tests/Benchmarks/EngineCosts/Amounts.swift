import RobotModel

/// Amounts of money for deals.
enum Amounts {
  /// So many złoty.
  static func money(_ units: Int64) -> Money {
    guard let code = try? CurrencyCode("PLN"),
      let money = try? Money(currency: code, units: units, nanos: 0)
    else { preconditionFailure("a whole amount of a known currency is an amount") }
    return money
  }
}
