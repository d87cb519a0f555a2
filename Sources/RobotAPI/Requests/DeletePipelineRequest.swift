import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the deletion of a pipeline.
package struct DeletePipelineRequest: ChangeRequest {
  package var command: DeletePipeline
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__delete_pipeline_request__init, with: arena) {
      message,
      reader in
      DeletePipelineRequest(
        command: DeletePipeline(
          key: PipelineKey(
            entityType: reader.text(message.pointee.entity_type),
            id: reader.text(message.pointee.id)
          ),
          etag: reader.text(message.pointee.etag)
        ),
        identity: reader.identity(requestID: message.pointee.request_id)
      )
    }
  }

  private init(command: DeletePipeline, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
