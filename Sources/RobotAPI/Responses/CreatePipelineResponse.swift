import CRobotsProto
package import Protobuf
package import RobotModel

/// The pipeline as it was made.
package struct CreatePipelineResponse: ResponseMessage {
  package var pipeline: Pipeline

  /// Answers.
  package init(pipeline: Pipeline) {
    self.pipeline = pipeline
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__create_pipeline_response__init, into: &buffer, with: arena) {
      message,
      builder in
      message.pointee.pipeline = builder.pipeline(pipeline)
    }
  }
}
