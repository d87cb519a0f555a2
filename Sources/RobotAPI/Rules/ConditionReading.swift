import CRobotsProto
import RobotModel

extension MessageReader {
  /// A condition of at most 200 nodes; the validator has bounded its depth.
  mutating func condition(
    _ message: UnsafeMutablePointer<Robots__V1__Condition>
  ) -> Condition {
    var nodesLeft = Limits.conditionNodes
    let condition = node(message, &nodesLeft)
    if nodesLeft < 0 {
      refuse("", "a condition has at most \(Limits.conditionNodes) nodes")
    }
    return condition
  }

  private mutating func node(
    _ message: UnsafeMutablePointer<Robots__V1__Condition>,
    _ nodesLeft: inout Int
  ) -> Condition {
    nodesLeft -= 1
    switch message.pointee.node_case {
    case ROBOTS__V1__CONDITION__NODE_ALL:
      return .all(group(message.pointee.all, "all", &nodesLeft))
    case ROBOTS__V1__CONDITION__NODE_ANY:
      return .any(group(message.pointee.any, "any", &nodesLeft))
    case ROBOTS__V1__CONDITION__NODE_NOT:
      return .not(within("not") { $0.node(message.pointee.not_, &nodesLeft) })
    case ROBOTS__V1__CONDITION__NODE_COMPARISON:
      return .comparison(within("comparison") { $0.comparison(message.pointee.comparison) })
    default:
      refuse("", "a condition is one of all, any, not and comparison")
      return .all([])
    }
  }

  private mutating func group(
    _ message: UnsafeMutablePointer<Robots__V1__ConditionGroup>,
    _ field: String,
    _ nodesLeft: inout Int
  ) -> [Condition] {
    guard message.pointee.n_conditions <= nodesLeft else {
      nodesLeft = -1
      return []
    }
    return within(field) { reader in
      reader.list(
        message.pointee.n_conditions,
        message.pointee.conditions,
        "conditions",
        atMost: Limits.conditionNodes
      ) { $0.node($1, &nodesLeft) }
    }
  }

  private mutating func comparison(
    _ message: UnsafeMutablePointer<Robots__V1__Comparison>
  ) -> Comparison {
    Comparison(
      path: text(message.pointee.path),
      comparisonOperator: choice(
        message.pointee.operator_.rawValue,
        standIn: ConditionOperator.equal,
        "operator",
        of: message.pointee.base
      ),
      operands: list(
        message.pointee.n_operands,
        message.pointee.operands,
        "operands",
        atMost: Limits.listCount
      ) { $0.neededValue($1) }
    )
  }
}
