/// What becomes of a robot's waiting runs when a new version of it is published (S-28).
package enum InFlightPolicy: UInt8, Hashable, Sendable, CaseIterable {
  /// They keep timing, order and condition, and take the newest texts when they are due.
  case keepTiming = 1
  /// They keep their texts, too.
  case keepAll = 2
  /// They become runs of the new version, due by its timing, under its condition.
  case migrate = 3
  /// They are cancelled, RULE_CHANGED.
  case cancelWaiting = 4
}

/// How many waiting runs of a robot a change of it meets.
package struct InFlightCounts: Hashable, Sendable {
  package var kept: Int64 = 0
  package var migrated: Int64 = 0
  package var cancelled: Int64 = 0

  /// Meets none.
  package init() {}
}
