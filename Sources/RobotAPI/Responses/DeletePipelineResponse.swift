import CRobotsProto
package import Protobuf

/// The pipeline is gone.
package struct DeletePipelineResponse: ResponseMessage {
  /// Answers.
  package init() {}

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__delete_pipeline_response__init, into: &buffer, with: arena) { _, _ in }
  }
}
