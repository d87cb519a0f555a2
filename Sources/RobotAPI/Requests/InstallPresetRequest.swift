import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a preset's robots in a stage.
package struct InstallPresetRequest: ChangeRequest {
  /// The preset's id.
  package var preset: String
  /// Empty: the only pipeline of the preset's entity type.
  package var pipeline: String
  /// Empty: the pipeline's first.
  package var stage: String
  package var isValidateOnly: Bool
  /// Accept an unconditional immediate cycle of stage changes.
  package var isForced: Bool
  /// Why; empty names the preset.
  package var changeReason: String
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__install_preset_request__init, with: arena) {
      message,
      reader in
      let isValidateOnly = message.pointee.validate_only != 0
      return InstallPresetRequest(
        preset: reader.text(message.pointee.preset),
        pipeline: reader.text(message.pointee.pipeline),
        stage: reader.text(message.pointee.stage),
        isValidateOnly: isValidateOnly,
        isForced: message.pointee.force != 0,
        changeReason: reader.text(message.pointee.change_reason),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          isValidateOnly: isValidateOnly
        )
      )
    }
  }

  private init(
    preset: String,
    pipeline: String,
    stage: String,
    isValidateOnly: Bool,
    isForced: Bool,
    changeReason: String,
    identity: RequestIdentity
  ) {
    self.preset = preset
    self.pipeline = pipeline
    self.stage = stage
    self.isValidateOnly = isValidateOnly
    self.isForced = isForced
    self.changeReason = changeReason
    self.identity = identity
  }
}
