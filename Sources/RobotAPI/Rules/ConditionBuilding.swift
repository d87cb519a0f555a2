import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A condition as a tree.
  func condition(_ condition: Condition) -> UnsafeMutablePointer<Robots__V1__Condition> {
    let message = message(robots__v1__condition__init)
    switch condition {
    case .all(let members):
      message.pointee.node_case = ROBOTS__V1__CONDITION__NODE_ALL
      message.pointee.all = group(members)
    case .any(let members):
      message.pointee.node_case = ROBOTS__V1__CONDITION__NODE_ANY
      message.pointee.any = group(members)
    case .not(let negated):
      message.pointee.node_case = ROBOTS__V1__CONDITION__NODE_NOT
      message.pointee.not_ = self.condition(negated)
    case .comparison(let comparison):
      message.pointee.node_case = ROBOTS__V1__CONDITION__NODE_COMPARISON
      message.pointee.comparison = self.comparison(comparison)
    }
    return message
  }

  private func group(
    _ members: [Condition]
  ) -> UnsafeMutablePointer<Robots__V1__ConditionGroup> {
    let message = message(robots__v1__condition_group__init)
    (message.pointee.n_conditions, message.pointee.conditions) = list(members) { condition($0) }
    return message
  }

  private func comparison(
    _ comparison: Comparison
  ) -> UnsafeMutablePointer<Robots__V1__Comparison> {
    let message = message(robots__v1__comparison__init)
    message.pointee.path = text(comparison.path)
    message.pointee.operator_ =
      Robots__V1__ConditionOperator(UInt32(comparison.comparisonOperator.rawValue))
    (message.pointee.n_operands, message.pointee.operands) =
      list(comparison.operands) { value($0) }
    return message
  }
}
