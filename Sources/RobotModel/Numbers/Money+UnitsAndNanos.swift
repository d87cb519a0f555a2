// The limits of google.type.Money
//
// The message carries whole units in 64 bits and billionths of a unit in 32, of the same sign: at
// most 18 digits or so before the point and 9 after it. A ``Money`` holds more (34 and 18), so the
// way in always works and the way out can fail; it never goes through floating point.

extension Money {
  /// The amount of `units` and `nanos` billionths.
  ///
  /// The nanos lie between -999 999 999 and 999 999 999 and have the sign of the units.
  /// - Throws: `MoneyError.nanosOutOfRange` or `.signsDiffer`.
  package init(currency: CurrencyCode, units: Int64, nanos: Int32) throws(MoneyError) {
    guard -Self.nanosPerUnit < Int128(nanos), Int128(nanos) < Self.nanosPerUnit else {
      throw .nanosOutOfRange(nanos)
    }
    guard units.signum() * Int64(nanos.signum()) >= 0 else {
      throw .signsDiffer(units: units, nanos: nanos)
    }
    let coefficient = Int128(units) * Self.nanosPerUnit + Int128(nanos)
    guard let amount = try? DecimalNumber(coefficient: coefficient, scale: 9) else {
      preconditionFailure("28 digits with 9 after the point are within the limits")
    }
    self.init(currency: currency, amount: amount)
  }

  /// The amount as whole units and billionths, both with its sign.
  /// - Throws: `MoneyError.finerThanNanos` or `.beyondUnits`: nothing is ever cut off.
  package func unitsAndNanos() throws(MoneyError) -> (units: Int64, nanos: Int32) {
    guard amount.scale <= 9 else { throw .finerThanNanos(amount) }
    let unit = Int128(UInt128.powerOfTen(amount.scale))
    let (whole, rest) = amount.coefficient.quotientAndRemainder(dividingBy: unit)
    guard let units = Int64(exactly: whole) else { throw .beyondUnits(amount) }
    return (units, Int32(rest * (Self.nanosPerUnit / unit)))
  }

  private static let nanosPerUnit: Int128 = 1_000_000_000
}
