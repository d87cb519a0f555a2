import RobotModel

/// Writes conditions as text.
struct ConditionPrinter {
  /// What has been written.
  private(set) var text = ""

  /// Writes a condition.
  ///
  /// The recursion is as deep as the tree, which was checked before it was stored.
  mutating func write(_ condition: Condition) {
    switch condition {
    case .all(let members): write(members, joinedBy: " AND ", orAs: "all")
    case .any(let members): write(members, joinedBy: " OR ", orAs: "any")
    case .not(let member):
      text += "NOT "
      writeMember(member)
    case .comparison(let comparison): write(comparison)
    }
  }

  /// Writes a group; with fewer than two members it has no joining word and becomes a function.
  private mutating func write(
    _ members: [Condition],
    joinedBy word: String,
    orAs function: String
  ) {
    if members.count < 2 {
      text += function + "("
      if let member = members.first { write(member) }
      text += ")"
      return
    }
    for (index, member) in members.enumerated() {
      if index > 0 { text += word }
      writeMember(member)
    }
  }

  /// Writes a condition where a factor is expected.
  private mutating func writeMember(_ condition: Condition) {
    switch condition {
    case .all(let members) where members.count > 1, .any(let members) where members.count > 1:
      text += "("
      write(condition)
      text += ")"
    case .all, .any, .not, .comparison: write(condition)
    }
  }

  private mutating func write(_ comparison: Comparison) {
    let path = comparison.path
    let operands = comparison.operands.map(Self.text(of:))
    let first = operands.first ?? ""
    switch comparison.comparisonOperator {
    case .equal: text += "\(path) = \(first)"
    case .notEqual: text += "\(path) != \(first)"
    case .greater: text += "\(path) > \(first)"
    case .greaterOrEqual: text += "\(path) >= \(first)"
    case .less: text += "\(path) < \(first)"
    case .lessOrEqual: text += "\(path) <= \(first)"
    case .between: text += "\(path) BETWEEN \(first) AND \(operands.last ?? "")"
    case .isIn: text += "\(path) IN (\(operands.joined(separator: ", ")))"
    case .isNotIn: text += "\(path) NOT IN (\(operands.joined(separator: ", ")))"
    case .contains: text += "\(path):\(first)"
    case .notContains: text += "notContains(\(path), \(first))"
    case .startsWith: text += "startsWith(\(path), \(first))"
    case .isEmpty: text += "empty(\(path))"
    case .isNotEmpty: text += "notEmpty(\(path))"
    case .changed: text += "changed(\(path))"
    }
  }

  /// A value as it reads back.
  static func text(of value: FieldValue) -> String {
    switch value {
    case .text(let text): TextCursor.quotedString(text)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): String(integer)
    case .decimal(let decimal):
      decimal.int64 == nil ? decimal.description : "\(decimal.description).0"
    case .money(let money): "money(\"\(money.currency)\", \(money.amount))"
    case .date(let date): "date(\"\(date.iso8601)\")"
    case .timestamp(let instant): "timestamp(\"\(instant.rfc3339)\")"
    case .reference(let key):
      "reference(\(TextCursor.quotedString(key.entityType)), \(TextCursor.quotedString(key.id)))"
    case .list(let members): "[\(members.map(text(of:)).joined(separator: ", "))]"
    }
  }
}
