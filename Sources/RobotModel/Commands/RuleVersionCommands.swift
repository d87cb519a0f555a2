/// What a change of a robot came to, or would.
package struct UpdateRobotReply: Hashable, Sendable {
  package var robot: Robot
  /// What became of its waiting runs.
  package var inFlight: InFlightCounts

  /// Describes a change.
  package init(robot: Robot, inFlight: InFlightCounts) {
    self.robot = robot
    self.inFlight = inFlight
  }
}

/// Makes a new version of a rule that is as an earlier one was, where the rule now stands.
///
/// Answers with it.
package struct RollbackRule: Hashable, Sendable {
  package var kind: RuleKind
  package var id: String
  /// The earlier version.
  package var version: Int64
  package var etag: String
  /// Of a robot: what becomes of its waiting runs.
  package var inFlight: InFlightPolicy
  package var changeReason: String
  package var isValidateOnly: Bool
  /// Of a robot: accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool

  /// Asks for a roll-back.
  package init(
    kind: RuleKind,
    id: String,
    version: Int64,
    etag: String = "",
    inFlight: InFlightPolicy = .keepTiming,
    changeReason: String = "",
    isValidateOnly: Bool = false,
    isForced: Bool = false
  ) {
    self.kind = kind
    self.id = id
    self.version = version
    self.etag = etag
    self.inFlight = inFlight
    self.changeReason = changeReason
    self.isValidateOnly = isValidateOnly
    self.isForced = isForced
  }
}

/// What a roll-back came to, or would.
package struct RollbackRuleReply: Hashable, Sendable {
  package var version: RuleVersionView
  /// What became of a robot's waiting runs; nothing of other rules.
  package var inFlight: InFlightCounts

  /// Describes a roll-back.
  package init(version: RuleVersionView, inFlight: InFlightCounts = InFlightCounts()) {
    self.version = version
    self.inFlight = inFlight
  }
}

/// One version of a rule as it is listed: who made it, when, why, and what it changed.
package struct RuleVersionView: Hashable, Sendable {
  package var rule: VersionedRule
  /// What is different from the version before, a sentence for each part.
  package var changes: [String]
  /// The version is the rule's deletion; of the newest version.
  package var isDeleted: Bool

  /// Describes a version.
  package init(rule: VersionedRule, changes: [String], isDeleted: Bool) {
    self.rule = rule
    self.changes = changes
    self.isDeleted = isDeleted
  }
}
