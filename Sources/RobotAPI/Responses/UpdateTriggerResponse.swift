import CRobotsProto
package import Protobuf
package import RobotModel

/// The trigger as it was changed.
package struct UpdateTriggerResponse: ResponseMessage {
  package var trigger: ShownTrigger
  /// What is hardly meant about it.
  package var warnings: [LintFinding]

  /// Answers.
  package init(trigger: ShownTrigger, warnings: [LintFinding] = []) {
    self.trigger = trigger
    self.warnings = warnings
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__update_trigger_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.trigger = builder.trigger(trigger)
      (message.pointee.n_warnings, message.pointee.warnings) = builder.warnings(warnings)
    }
  }
}
