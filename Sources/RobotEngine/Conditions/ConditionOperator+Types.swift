import RobotModel

extension ConditionOperator {
  /// Why this cannot be asked of a field, and what can; nil if it can.
  func problem(on resolved: ResolvedPath) -> String? {
    let field = resolved.field
    switch self {
    case .equal, .notEqual, .isIn, .isNotIn, .isEmpty, .isNotEmpty: return nil
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .between:
      if field.isMultiple {
        return "\"\(resolved.text)\" holds a list, which has no order; expected \":\", IN or empty"
      }
      switch field.type {
      case .text, .integer, .decimal, .money, .date, .timestamp: return nil
      case .boolean, .reference, .enumeration:
        return "\"\(resolved.text)\" is \(field.type.word), which has no order; expected =, !=, IN"
          + " or empty"
      }
    case .contains, .notContains:
      if field.isMultiple || field.type == .text { return nil }
      return "\"\(resolved.text)\" is \(field.type.word), which has no parts; expected = or IN"
    case .startsWith:
      if !field.isMultiple, field.type == .text { return nil }
      return "\"\(resolved.text)\" is \(field.isMultiple ? "a list" : field.type.word); expected a"
        + " text field"
    case .changed:
      if case .field = resolved.path.source, resolved.path.start == .item { return nil }
      return "changes of \"\(resolved.text)\" are not kept; expected a field of the item itself"
    }
  }

  /// Why there are too few or too many operands; nil if their number is right.
  func countProblem(of count: Int) -> String? {
    let allowed =
      switch self {
      case .isEmpty, .isNotEmpty, .changed: 0...0
      case .between: 2...2
      case .isIn, .isNotIn: 1...Limits.listCount
      case .equal, .notEqual, .greater, .greaterOrEqual, .less, .lessOrEqual, .contains,
        .notContains, .startsWith:
        1...1
      }
    if allowed.contains(count) { return nil }
    let range =
      allowed.count == 1
      ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"
    return "has \(count) operands; expected \(range)"
  }
}
