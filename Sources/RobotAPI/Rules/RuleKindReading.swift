import CProtobufC
import RobotModel

extension MessageReader {
  /// What kind of rule is meant.
  mutating func ruleKind(_ kind: UInt32, of message: ProtobufCMessage) -> RuleKind {
    choice(kind, standIn: RuleKind.robot, "kind", of: message)
  }
}
