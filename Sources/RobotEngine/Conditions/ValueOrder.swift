import RobotModel

/// Some of the ways in which two values can stand to one another.
struct OrderSet: OptionSet {
  let rawValue: UInt8

  static let less = OrderSet(rawValue: 1)
  static let equal = OrderSet(rawValue: 2)
  static let greater = OrderSet(rawValue: 4)
}

/// How two values compare (S-6).
///
/// Numbers of any kind compare exactly; a bare number stands for an amount in the currency it is
/// held against. Texts compare by their UTF-8 bytes, which are in normalisation form C since they
/// were stored. Values without an order, such as references, are equal or not. Amounts of different
/// currencies compare by what their units are worth.
enum ValueOrder {
  /// Tells what one unit of a currency is worth.
  typealias Worth = (CurrencyCode) -> DecimalNumber?

  /// The one way in which `value` stands to `operand`; an empty set where they are neither equal
  /// nor ordered.
  /// - Throws: `CURRENCY_MISMATCH`.
  static func of(
    _ value: FieldValue,
    _ operand: FieldValue,
    _ worth: Worth = { _ in nil }
  ) throws(RunFailure) -> OrderSet {
    switch (value, operand) {
    case (.text(let left), .text(let right)): return texts(left, right)
    case (.integer(let left), .integer(let right)): return order(left, right)
    case (.date(let left), .date(let right)): return order(left, right)
    case (.timestamp(let left), .timestamp(let right)): return order(left, right)
    case (.boolean(let left), .boolean(let right)): return left == right ? .equal : []
    case (.reference(let left), .reference(let right)): return left == right ? .equal : []
    case (.list(let left), .list(let right)): return try lists(left, right, worth)
    case (.money(let left), .money(let right)): return try amounts(left, right, worth)
    default: return number(operand).map { of(value, $0) } ?? []
    }
  }

  /// The way in which a number, or an amount of money, stands to a bare number.
  static func of(_ value: FieldValue, _ operand: DecimalNumber) -> OrderSet {
    switch value {
    case .integer(let integer): order(DecimalNumber(integer), operand)
    case .decimal(let decimal): order(decimal, operand)
    case .money(let money): order(money.amount, operand)
    case .text, .boolean, .date, .timestamp, .reference, .list: []
    }
  }

  /// Whether two values are equal; quicker than asking for their order.
  /// - Throws: `CURRENCY_MISMATCH`.
  static func areEqual(
    _ value: FieldValue,
    _ operand: FieldValue,
    _ worth: Worth = { _ in nil }
  ) throws(RunFailure) -> Bool {
    if case .text(let left) = value, case .text(let right) = operand { return left == right }
    return try of(value, operand, worth) == .equal
  }

  /// A bare number.
  static func number(_ value: FieldValue) -> DecimalNumber? {
    switch value {
    case .integer(let integer): DecimalNumber(integer)
    case .decimal(let decimal): decimal
    case .text, .boolean, .money, .date, .timestamp, .reference, .list: nil
    }
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> OrderSet {
    left < right ? .less : left == right ? .equal : .greater
  }

  private static func texts(_ left: String, _ right: String) -> OrderSet {
    if left == right { return .equal }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? .less : .greater
  }

  /// Amounts of different currencies by their worth; products of too many digits are rounded to
  /// the 18 digits behind the point that a number can have.
  private static func amounts(
    _ left: Money,
    _ right: Money,
    _ worth: Worth
  ) throws(RunFailure) -> OrderSet {
    if left.currency == right.currency { return order(left.amount, right.amount) }
    guard let leftUnit = worth(left.currency), let rightUnit = worth(right.currency),
      let leftWorth = try? left.amount.multiplied(by: leftUnit, roundedTo: 18),
      let rightWorth = try? right.amount.multiplied(by: rightUnit, roundedTo: 18)
    else {
      throw RunFailure(
        reason: .currencyMismatch,
        message: "\(left) and \(right) cannot be compared without a rate: exchange_rates names none"
      )
    }
    return order(leftWorth, rightWorth)
  }

  /// Lists are equal if they have equal members in the same order; they have no order.
  private static func lists(
    _ left: [FieldValue],
    _ right: [FieldValue],
    _ worth: Worth
  ) throws(RunFailure) -> OrderSet {
    guard left.count == right.count else { return [] }
    for index in left.indices {
      if try !areEqual(left[index], right[index], worth) { return [] }
    }
    return .equal
  }
}
