/// Decides from field values, as a tree: what a request says and what is stored.
///
/// The engine compiles it to a typed form when a robot is saved.
package indirect enum Condition: Hashable, Sendable {
  /// True when all members are; an empty list is true.
  case all([Condition])
  /// True when one member is; an empty list is true.
  case any([Condition])
  /// The negation.
  case not(Condition)
  /// A field against operands.
  case comparison(Comparison)
}

/// Holds a field against operands.
package struct Comparison: Hashable, Sendable {
  /// A field of the item, "amount", or of a linked record, "contact.city".
  package var path: String
  /// What is asked.
  package var comparisonOperator: ConditionOperator
  /// None, one, two or several, as the operator takes.
  package var operands: [FieldValue]

  /// Describes a comparison.
  package init(path: String, comparisonOperator: ConditionOperator, operands: [FieldValue]) {
    self.path = path
    self.comparisonOperator = comparisonOperator
    self.operands = operands
  }
}

/// What a comparison asks.
///
/// Each negative one is the exact negation of its positive one.
package enum ConditionOperator: UInt8, Hashable, Sendable, CaseIterable {
  case equal = 1
  case notEqual = 2
  case greater = 3
  case greaterOrEqual = 4
  case less = 5
  case lessOrEqual = 6
  /// Both ends included.
  case between = 7
  case isIn = 8
  case isNotIn = 9
  /// Of a text: as a part, ignoring case. Of a list: as a member.
  case contains = 10
  case notContains = 11
  /// Ignores case.
  case startsWith = 12
  case isEmpty = 13
  case isNotEmpty = 14
  /// Differs from the value when the item entered the stage.
  case changed = 15
}
