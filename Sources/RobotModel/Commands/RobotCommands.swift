/// A robot as a request gives it: the condition may come as a tree, as text, or as both alike.
package struct RobotDraft: Hashable, Sendable {
  /// `condition` is nil where the request gives only the text.
  package var robot: Robot
  /// Empty where the request gives none.
  package var conditionText: String

  /// Joins a robot with the text form of its condition.
  package init(robot: Robot, conditionText: String = "") {
    self.robot = robot
    self.conditionText = conditionText
  }
}

/// Adds a robot to a stage.
///
/// Answers with it.
package struct CreateRobot: Hashable, Sendable {
  package var draft: RobotDraft
  /// Accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool
  package var isValidateOnly: Bool
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for a new robot.
  package init(
    draft: RobotDraft,
    isForced: Bool = false,
    isValidateOnly: Bool = false,
    changeReason: String = ""
  ) {
    self.draft = draft
    self.isForced = isForced
    self.isValidateOnly = isValidateOnly
    self.changeReason = changeReason
  }
}

/// Makes a new version of a robot from the parts that the mask names.
///
/// Answers with it and with what became of the waiting runs.
package struct UpdateRobot: Hashable, Sendable {
  package var draft: RobotDraft
  package var etag: String
  /// Paths of `robots.v1.Robot`; empty for all that can be changed.
  package var mask: [String]
  package var isForced: Bool
  package var isValidateOnly: Bool
  package var inFlight: InFlightPolicy
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for a change.
  package init(
    draft: RobotDraft,
    etag: String = "",
    mask: [String] = [],
    isForced: Bool = false,
    isValidateOnly: Bool = false,
    inFlight: InFlightPolicy = .keepTiming,
    changeReason: String = ""
  ) {
    self.draft = draft
    self.etag = etag
    self.mask = mask
    self.isForced = isForced
    self.isValidateOnly = isValidateOnly
    self.inFlight = inFlight
    self.changeReason = changeReason
  }
}

/// Deletes a robot and cancels its waiting runs.
///
/// Answers with their number, or with what it would be.
package struct DeleteRobot: Hashable, Sendable {
  package var id: String
  package var etag: String
  /// Accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool
  package var isValidateOnly: Bool

  /// Asks for a deletion.
  package init(
    id: String,
    etag: String = "",
    isForced: Bool = false,
    isValidateOnly: Bool = false
  ) {
    self.id = id
    self.etag = etag
    self.isForced = isForced
    self.isValidateOnly = isValidateOnly
  }
}

/// Gives a robot another place.
///
/// Answers with it as it is then, or would be.
package struct MoveRobot: Hashable, Sendable {
  package var id: String
  /// Empty: the present one.
  package var pipeline: String
  /// Empty: the present one.
  package var stage: String
  /// From 1; zero for the last.
  package var position: Int32
  package var etag: String
  /// Why, for those who look later; of a move to another stage alone, which makes a version.
  package var changeReason: String
  /// Accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool
  package var isValidateOnly: Bool

  /// Asks for a move.
  package init(
    id: String,
    pipeline: String = "",
    stage: String = "",
    position: Int32 = 0,
    etag: String = "",
    changeReason: String = "",
    isForced: Bool = false,
    isValidateOnly: Bool = false
  ) {
    self.id = id
    self.pipeline = pipeline
    self.stage = stage
    self.position = position
    self.etag = etag
    self.changeReason = changeReason
    self.isForced = isForced
    self.isValidateOnly = isValidateOnly
  }
}
