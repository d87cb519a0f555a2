import CRobotsProto
package import Protobuf

/// The entity type is gone.
package struct DeleteEntityTypeResponse: ResponseMessage {
  /// Answers.
  package init() {}

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__delete_entity_type_response__init, into: &buffer, with: arena) { _, _ in }
  }
}
