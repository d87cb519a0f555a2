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

/// Makes a new version of a robot that is as an earlier one was.
///
/// Answers as an update does.
package struct RollbackRobot: Hashable, Sendable {
  package var id: String
  /// The earlier version.
  package var version: Int64
  package var etag: String
  package var inFlight: InFlightPolicy
  package var changeReason: String
  package var isValidateOnly: Bool

  /// Asks for a roll-back.
  package init(
    id: String,
    version: Int64,
    etag: String = "",
    inFlight: InFlightPolicy = .keepTiming,
    changeReason: String = "",
    isValidateOnly: Bool = false
  ) {
    self.id = id
    self.version = version
    self.etag = etag
    self.inFlight = inFlight
    self.changeReason = changeReason
    self.isValidateOnly = isValidateOnly
  }
}

/// One version of a robot as it is listed: who made it, when, why, and what it changed.
package struct RobotVersionView: Hashable, Sendable {
  package var robot: Robot
  /// What is different from the version before, a sentence for each part.
  package var changes: [String]
  /// The robot was deleted; of the newest version.
  package var isDeleted: Bool

  /// Describes a version.
  package init(robot: Robot, changes: [String], isDeleted: Bool) {
    self.robot = robot
    self.changes = changes
    self.isDeleted = isDeleted
  }
}
