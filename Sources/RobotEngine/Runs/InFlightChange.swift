import RobotModel

/// What is left to do to the waiting runs of a robot that was changed.
struct InFlightChange {
  /// What is done to each of them.
  enum Kind: Equatable {
    case cancel(Reason)
    case migrate(RobotVersionSlot)
  }

  let robot: RobotSlot
  let kind: Kind
  var runsLeft: RowsLeft<RunRow>

  /// Begins a change of runs that are in the order of their slots.
  init(of robot: RobotSlot, _ kind: Kind, _ runs: [Slot<RunRow>]) {
    self.robot = robot
    self.kind = kind
    runsLeft = RowsLeft(runs)
  }
}
