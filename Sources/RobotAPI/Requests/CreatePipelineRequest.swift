import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a new pipeline.
package struct CreatePipelineRequest: ChangeRequest {
  package var command: CreatePipeline
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__create_pipeline_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      let pipeline = reader.needed(message.pointee.pipeline, "pipeline", standIn: .empty) {
        $0.pipeline($1)
      }
      return CreatePipelineRequest(
        command: CreatePipeline(pipeline: pipeline, isValidateOnly: isValidateOnly),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(command: CreatePipeline, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
