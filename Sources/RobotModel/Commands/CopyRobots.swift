/// Copies the robots of a stage, or of a whole pipeline, elsewhere: all of them or none.
///
/// Answers with the copies.
package struct CopyRobots: Hashable, Sendable {
  /// From where; without a stage, from every stage of the pipeline.
  package var source: StageKey
  /// Where to; what is empty is as the source.
  package var target: StageKey
  /// Accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool
  package var isValidateOnly: Bool
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for copies.
  package init(
    source: StageKey,
    target: StageKey,
    isForced: Bool = false,
    isValidateOnly: Bool = false,
    changeReason: String = ""
  ) {
    self.source = source
    self.target = target
    self.isForced = isForced
    self.isValidateOnly = isValidateOnly
    self.changeReason = changeReason
  }
}

/// A new robot and the one it was copied from.
package struct RobotCopy: Hashable, Sendable {
  /// The id of the robot that was copied.
  package var source: String
  /// Without an id if it was only checked.
  package var robot: Robot

  /// Names both.
  package init(source: String, robot: Robot) {
    self.source = source
    self.robot = robot
  }
}
