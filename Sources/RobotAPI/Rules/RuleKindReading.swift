import CProtobufC
import RobotModel

/// What a rule is; the numbers are those of `robots.v1.RuleKind`.
private enum RuleKind: UInt8 {
  case robot = 1
}

extension MessageReader {
  /// Refuses a kind of rule that is not a robot.
  mutating func requireRobot(_ kind: UInt32, of message: ProtobufCMessage) {
    _ = choice(kind, standIn: RuleKind.robot, "kind", of: message)
  }
}
