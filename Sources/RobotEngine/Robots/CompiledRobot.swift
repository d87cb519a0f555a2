import RobotModel

/// One version of a robot in the form in which it runs: names resolved, texts parsed.
final class CompiledRobot {
  /// What was compiled.
  let robot: Robot
  /// Its type's kind.
  let kind: any RobotKind
  /// Where it belongs.
  let stage: StageSlot

  /// Joins what was compiled.
  init(robot: Robot, kind: any RobotKind, stage: StageSlot) {
    self.robot = robot
    self.kind = kind
    self.stage = stage
  }
}
