/// Something about robots or triggers that their author hardly meant (O8).
package struct LintFinding: Hashable, Sendable {
  package var kind: LintKind
  /// It will go wrong; else it may be meant.
  package var isError: Bool
  /// The stage where it is found.
  package var place: StageKey
  /// The ids of the robots that it is about, in the stage's order.
  package var robots: [String]
  /// The ids of the triggers that it is about.
  package var triggers: [String]
  /// What is found and what to do about it, in words.
  package var message: String

  /// Describes a finding.
  package init(
    kind: LintKind,
    isError: Bool = false,
    place: StageKey,
    robots: [String] = [],
    triggers: [String] = [],
    message: String
  ) {
    self.kind = kind
    self.isError = isError
    self.place = place
    self.robots = robots
    self.triggers = triggers
    self.message = message
  }
}

/// What a finding is about.
package enum LintKind: UInt8, Hashable, Sendable, CaseIterable {
  /// Robots, and triggers that hear of what they change, move an item round in a circle of stages.
  case cycle = 1
  /// A robot waits longer than the item stays, since another robot ends the visit before.
  case cutOff = 2
  /// A robot follows one whose success ends the visit.
  case neverRuns = 3
  /// No item can fulfil the condition.
  case conditionNeverTrue = 4
  /// Two robots write the same field, in no order.
  case twoWriters = 5
  /// A user who does not exist.
  case unknownUser = 6
  /// The first robot of a stage is to run after the previous one.
  case firstAfterPrevious = 7
  /// Nobody serves the queue of the robot's type.
  case noWorker = 8
  /// A trigger cannot move any item to its stage.
  case triggerNeverFires = 9
  /// Another trigger of the stage decides before it whenever it could.
  case triggerShadowed = 10
  /// The moment at which a robot is to run has passed, and its runs are skipped for that.
  case momentPassed = 11
}
