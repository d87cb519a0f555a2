// The form of google.type.Money
//
// The message carries whole units in 64 bits and billionths of a unit in 32, of the same sign. The
// way there and back is whole-number arithmetic and never goes through floating point.

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
    if nanos == 0 {
      self.init(currency: currency, validAmount: DecimalNumber(units))
      return
    }
    let coefficient = Int128(units) * Self.nanosPerUnit + Int128(nanos)
    guard let amount = try? DecimalNumber(coefficient: coefficient, scale: Self.fractionDigits)
    else {
      preconditionFailure("28 digits with 9 after the point are within the limits")
    }
    self.init(currency: currency, validAmount: amount)
  }

  /// The amount as whole units and billionths, both with its sign.
  package var unitsAndNanos: (units: Int64, nanos: Int32) {
    if let units = amount.int64 { return (units, 0) }
    let unit = Int128(UInt128.powerOfTen(amount.scale))
    let (whole, rest) = amount.coefficient.quotientAndRemainder(dividingBy: unit)
    return (Int64(whole), Int32(rest * (Self.nanosPerUnit / unit)))
  }

  private static let nanosPerUnit: Int128 = 1_000_000_000
}
