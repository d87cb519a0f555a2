import CRobotsProto
package import Protobuf

/// The trigger as it was made.
package struct CreateTriggerResponse: ResponseMessage {
  package var trigger: ShownTrigger

  /// Answers.
  package init(trigger: ShownTrigger) {
    self.trigger = trigger
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__create_trigger_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.trigger = builder.trigger(trigger)
    }
  }
}
