import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a pipeline.
package struct GetPipelineRequest: RequestMessage {
  package var key: PipelineKey

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_pipeline_request__init, with: arena) {
      message,
      reader in
      GetPipelineRequest(
        key: PipelineKey(
          entityType: reader.text(message.pointee.entity_type),
          id: reader.text(message.pointee.id)
        )
      )
    }
  }

  private init(key: PipelineKey) {
    self.key = key
  }
}
