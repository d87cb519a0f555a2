import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a change of a pipeline.
package struct UpdatePipelineRequest: ChangeRequest {
  package var command: UpdatePipeline
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__update_pipeline_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let given = message.pointee.pipeline
      let pipeline = reader.needed(given, "pipeline", standIn: .empty) { $0.pipeline($1) }
      return UpdatePipelineRequest(
        command: UpdatePipeline(
          pipeline: pipeline,
          etag: given.map { reader.text($0.pointee.etag) } ?? "",
          mask: reader.mask(message.pointee.update_mask, over: given?.pointee.base),
          isValidateOnly: isValidateOnly
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: UpdatePipeline, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
