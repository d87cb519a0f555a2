import CRobotsProto
package import Protobuf

/// The trigger is gone.
package struct DeleteTriggerResponse: ResponseMessage {
  /// Answers.
  package init() {}

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__delete_trigger_response__init, into: &buffer, with: arena) { _, _ in }
  }
}
