import RobotModel

/// What one step of a compiled condition asks of a value; the negative operators are jumps.
enum ConditionTest {
  /// The value is absent.
  case isEmpty
  /// The value differs from what the field of the item held at entry.
  case changed(FieldNumber)
  /// The value and the operand stand in one of these orders.
  case ordered(OrderSet, FieldValue)
  /// The value lies between the operands, both included.
  case between(FieldValue, FieldValue)
  /// The value equals one of the operands.
  case isIn([FieldValue])
  /// One of the list's members equals one of the operands.
  case anyMemberIsIn([FieldValue])
  /// The text has the pattern as a part, ignoring case.
  case contains(FoldedText)
  /// The text begins with the pattern, ignoring case.
  case startsWith(FoldedText)

  /// The test that a checked comparison becomes, and whether its answer is to be turned round.
  static func of(
    _ comparison: Comparison,
    on resolved: ResolvedPath
  ) -> (test: ConditionTest, isNegated: Bool) {
    let operands = comparison.operands
    switch comparison.comparisonOperator {
    case .equal: return (.ordered(.equal, operands[0]), false)
    case .notEqual: return (.ordered(.equal, operands[0]), true)
    case .greater: return (.ordered(.greater, operands[0]), false)
    case .greaterOrEqual: return (.ordered([.greater, .equal], operands[0]), false)
    case .less: return (.ordered(.less, operands[0]), false)
    case .lessOrEqual: return (.ordered([.less, .equal], operands[0]), false)
    case .between: return (.between(operands[0], operands[1]), false)
    case .isIn: return (membership(in: operands, of: resolved.field), false)
    case .isNotIn: return (membership(in: operands, of: resolved.field), true)
    case .contains: return (containment(of: operands[0], in: resolved.field), false)
    case .notContains: return (containment(of: operands[0], in: resolved.field), true)
    case .startsWith: return (.startsWith(FoldedText(text(operands[0]))), false)
    case .isEmpty: return (.isEmpty, false)
    case .isNotEmpty: return (.isEmpty, true)
    case .changed:
      guard case .field(let number) = resolved.path.source, resolved.path.link == nil else {
        preconditionFailure("a checked comparison asks about changes of the item's own fields")
      }
      return (.changed(number), false)
    }
  }

  private static func membership(in operands: [FieldValue], of field: Field) -> ConditionTest {
    field.isMultiple ? .anyMemberIsIn(operands) : .isIn(operands)
  }

  private static func containment(of operand: FieldValue, in field: Field) -> ConditionTest {
    field.isMultiple ? .anyMemberIsIn([operand]) : .contains(FoldedText(text(operand)))
  }

  private static func text(_ operand: FieldValue) -> String {
    guard case .text(let text) = operand else {
      preconditionFailure("a checked comparison searches for a text")
    }
    return text
  }

  /// Whether the test holds for a value that the reader gave; of an absent value only `isEmpty`
  /// and `changed` can hold.
  @inline(__always)
  func holds<Reader: FieldReader>(
    for value: FieldValue?,
    of reader: borrowing Reader
  ) throws(RunFailure) -> Bool {
    switch self {
    case .isEmpty: return value == nil
    case .changed(let field): return value != reader.entryValue(of: field)
    default:
      guard let value else { return false }
      return try holds(for: value)
    }
  }

  private func holds(for value: FieldValue) throws(RunFailure) -> Bool {
    switch self {
    case .isEmpty, .changed: return false
    case .ordered(let orders, let operand):
      return try !orders.isDisjoint(with: ValueOrder.of(value, operand))
    case .between(let low, let high):
      let orders = try (ValueOrder.of(value, low), ValueOrder.of(value, high))
      let isFromLow = !orders.0.isDisjoint(with: [.equal, .greater])
      return isFromLow && !orders.1.isDisjoint(with: [.equal, .less])
    case .isIn(let operands):
      return try Self.isAny(of: operands, equalTo: value)
    case .anyMemberIsIn(let operands):
      guard case .list(let members) = value else { return false }
      for member in members {
        if try Self.isAny(of: operands, equalTo: member) { return true }
      }
      return false
    case .contains(let pattern):
      guard case .text(let text) = value else { return false }
      return pattern.isPart(of: text)
    case .startsWith(let pattern):
      guard case .text(let text) = value else { return false }
      return pattern.isPrefix(of: text)
    }
  }

  private static func isAny(
    of operands: [FieldValue],
    equalTo value: FieldValue
  ) throws(RunFailure) -> Bool {
    for operand in operands {
      if try ValueOrder.of(value, operand) == .equal { return true }
    }
    return false
  }
}
