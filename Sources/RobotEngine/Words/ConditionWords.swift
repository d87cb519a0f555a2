import RobotModel

extension Comparison {
  /// The comparison as people read it: "amount is greater than 100000".
  var words: String {
    let texts = operands.map { ConditionPrinter.text(of: $0) }
    let first = texts.first ?? ""
    switch comparisonOperator {
    case .equal: return "\(path) is \(first)"
    case .notEqual: return "\(path) is not \(first)"
    case .greater: return "\(path) is greater than \(first)"
    case .greaterOrEqual: return "\(path) is at least \(first)"
    case .less: return "\(path) is less than \(first)"
    case .lessOrEqual: return "\(path) is at most \(first)"
    case .between: return "\(path) is between \(texts.joined(separator: " and "))"
    case .isIn: return "\(path) is one of \(texts.joined(separator: ", "))"
    case .isNotIn: return "\(path) is none of \(texts.joined(separator: ", "))"
    case .contains: return "\(path) contains \(first)"
    case .notContains: return "\(path) does not contain \(first)"
    case .startsWith: return "\(path) starts with \(first)"
    case .isEmpty: return "\(path) is empty"
    case .isNotEmpty: return "\(path) is not empty"
    case .changed: return "\(path) has changed since the item entered the stage"
    }
  }
}

extension Condition {
  /// The comparisons in depth-first order.
  var comparisons: [Comparison] {
    switch self {
    case .all(let members), .any(let members): members.flatMap(\.comparisons)
    case .not(let member): member.comparisons
    case .comparison(let comparison): [comparison]
    }
  }
}
