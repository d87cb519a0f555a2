/// Why something is not an amount of money, or cannot be written as `google.type.Money`.
package enum MoneyError: Error, Hashable, CustomStringConvertible {
  /// The text is not a currency code.
  case notACurrency(text: String)

  /// The nanos are not between -999 999 999 and 999 999 999.
  case nanosOutOfRange(Int32)

  /// Units and nanos have different signs.
  case signsDiffer(units: Int64, nanos: Int32)

  /// The amount has more than nine digits after the point.
  case finerThanNanos(DecimalNumber)

  /// The amount's whole part does not fit into 64 bits.
  case beyondUnits(DecimalNumber)

  package var description: String {
    switch self {
    case .notACurrency(let text):
      "\"\(text)\" is not a currency code: expected three upper-case letters such as PLN"
    case .nanosOutOfRange(let nanos):
      "nanos \(nanos) must be between -999999999 and 999999999"
    case .signsDiffer(let units, let nanos):
      "units \(units) and nanos \(nanos) must have the same sign"
    case .finerThanNanos(let amount):
      "\(amount) has more than nine digits after the point"
    case .beyondUnits(let amount):
      "the whole part of \(amount) does not fit into 64 bits"
    }
  }
}
