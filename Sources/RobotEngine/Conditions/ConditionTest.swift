import RobotModel

/// What one step of a compiled condition asks of a value; the negative operators are jumps.
///
/// It holds no operands itself but their places in ``ConditionOperands``, so that reading a step
/// copies a few bytes and counts no references.
struct ConditionTest {
  /// The ways to ask.
  enum Kind: UInt8 {
    /// The value is absent.
    case isEmpty
    /// The value differs from what the item's field held at entry.
    case changed
    /// The number, or the amount of money, and the operand stand in one of the orders.
    case number
    /// The text equals one of the operands.
    case textIsIn
    /// The value equals one of the operands.
    case valueIsIn
    /// One of the list's members equals one of the operands.
    case anyMemberIsIn
    /// The value and the operand stand in one of the orders.
    case value
    /// The value lies between two operands, both included.
    case between
    /// The text has the pattern as a part, ignoring case.
    case contains
    /// The text begins with the pattern, ignoring case.
    case startsWith
  }

  let kind: Kind
  var orders = OrderSet()
  /// The places of its operands in their table.
  var operands: Range<UInt16> = 0..<0

  /// Whether the test holds for a value that is there.
  /// - Throws: `CURRENCY_MISMATCH`.
  @inline(__always)
  func holds<Reader: FieldReader>(
    for value: FieldValue,
    against tables: borrowing ConditionOperands,
    by reader: borrowing Reader
  ) throws(RunFailure) -> Bool {
    switch kind {
    case .isEmpty, .changed:
      preconditionFailure("these are decided before a value is looked at")
    case .number:
      let order = ValueOrder.of(value, tables.numbers[Int(operands.lowerBound)])
      return !orders.isDisjoint(with: order)
    case .textIsIn:
      guard case .text(let text) = value else { return false }
      return tables.isIn(operands, text)
    case .valueIsIn: return try tables.isIn(operands, value, reader.worth)
    case .anyMemberIsIn:
      guard case .list(let members) = value else { return false }
      for member in members {
        if try tables.isIn(operands, member, reader.worth) { return true }
      }
      return false
    case .value:
      let order = try ValueOrder.of(value, tables.values[Int(operands.lowerBound)], reader.worth)
      return !orders.isDisjoint(with: order)
    case .between: return try tables.isBetween(operands, value, reader.worth)
    case .contains:
      guard case .text(let text) = value else { return false }
      return tables.patterns[Int(operands.lowerBound)].isPart(of: text)
    case .startsWith:
      guard case .text(let text) = value else { return false }
      return tables.patterns[Int(operands.lowerBound)].isPrefix(of: text)
    }
  }
}
