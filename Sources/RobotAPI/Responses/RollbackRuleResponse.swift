import CRobotsProto
package import Protobuf
package import RobotModel

/// The version that is as an earlier one was, and what became of the waiting runs.
package struct RollbackRuleResponse: ResponseMessage {
  package var version: ShownRuleVersion
  package var inFlight: InFlightCounts

  /// Answers.
  package init(version: ShownRuleVersion, inFlight: InFlightCounts) {
    self.version = version
    self.inFlight = inFlight
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__rollback_rule_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.version = builder.ruleVersion(version)
      message.pointee.in_flight = builder.inFlightCounts(inFlight)
    }
  }
}
