import RobotModel

/// A comparison that must hold, or must not.
struct ComparisonDemand: Hashable {
  let comparison: Comparison
  let isNegated: Bool

  /// What must not hold where this must.
  var opposite: ComparisonDemand {
    ComparisonDemand(comparison: comparison, isNegated: !isNegated)
  }

  private var operation: ConditionOperator { comparison.comparisonOperator }

  /// True if the field must be empty, false if it must not be, nil if nothing is said of that.
  var isEmptiness: Bool? {
    switch operation {
    case .isEmpty: !isNegated
    case .isNotEmpty: isNegated
    default: nil
    }
  }

  /// Whether it can only hold for a field that has a value.
  var needsValue: Bool {
    switch operation {
    case .equal, .greater, .greaterOrEqual, .less, .lessOrEqual, .between, .isIn, .contains,
      .startsWith:
      !isNegated
    case .notEqual, .isNotIn, .notContains: isNegated
    case .isEmpty, .isNotEmpty: isEmptiness == false
    case .changed: false
    }
  }

  /// The values of which the field must have one; nil where it is not bound to some.
  var onlyValues: [FieldValue]? {
    switch operation {
    case .equal, .isIn: isNegated ? nil : comparison.operands
    case .notEqual, .isNotIn: isNegated ? comparison.operands : nil
    default: nil
    }
  }

  /// Whether it holds for a value, as far as that is known.
  func mayHold(for value: FieldValue) -> Bool {
    func order(_ index: Int) -> OrderSet? {
      guard comparison.operands.indices.contains(index) else { return nil }
      return try? ValueOrder.of(value, comparison.operands[index])
    }
    func isOneOf() -> Bool {
      comparison.operands.contains { (try? ValueOrder.areEqual(value, $0)) ?? true }
    }
    let holds: Bool
    switch operation {
    case .equal, .isIn: holds = isOneOf()
    case .notEqual, .isNotIn: holds = !isOneOf()
    case .greater:
      guard let order = order(0) else { return true }
      holds = order == .greater
    case .greaterOrEqual:
      guard let order = order(0) else { return true }
      holds = order == .greater || order == .equal
    case .less:
      guard let order = order(0) else { return true }
      holds = order == .less
    case .lessOrEqual:
      guard let order = order(0) else { return true }
      holds = order == .less || order == .equal
    case .between:
      guard let low = order(0), let high = order(1) else { return true }
      holds = low != .less && high != .greater
    case .isEmpty: holds = false
    case .isNotEmpty: holds = true
    case .contains, .notContains, .startsWith, .changed: return true
    }
    return holds != isNegated
  }

  /// A value that the field's own must not pass; strictly, nor reach.
  typealias Bound = (value: FieldValue, isStrict: Bool)

  /// What the field must be greater than.
  var lowerBounds: [Bound] {
    guard !isNegated, let first = comparison.operands.first else { return [] }
    switch operation {
    case .greater: return [(first, true)]
    case .greaterOrEqual, .between: return [(first, false)]
    default: return []
    }
  }

  /// What the field must be less than.
  var upperBounds: [Bound] {
    guard !isNegated, let last = comparison.operands.last else { return [] }
    switch operation {
    case .less: return [(last, true)]
    case .lessOrEqual, .between: return [(last, false)]
    default: return []
    }
  }
}
