import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a record to be made or changed.
package struct PutRecordRequest: ChangeRequest {
  package var command: PutRecord
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    if let command = bytes.withUnsafeBytes({ PutRecord(plainRequest: $0) }) {
      self.init(plain: command)
      return
    }
    self = try decodeChange(bytes, as: robots__v1__put_record_request__init, with: arena) {
      message,
      reader in
      PutRecordRequest(message, &reader)
    }
  }

  /// Reads the request, also where it is a part of another message.
  init(
    _ message: UnsafeMutablePointer<Robots__V1__PutRecordRequest>,
    _ reader: inout MessageReader
  ) {
    identity = reader.identity(
      requestID: message.pointee.request_id,
      eventID: message.pointee.event_id,
      isValidateOnly: message.pointee.validate_only != 0
    )
    command = reader.putRecord(message)
  }

  /// A request of plain form, which carries no id.
  init(plain command: PutRecord) {
    self.command = command
    identity = RequestIdentity(isCheckOnly: command.isValidateOnly)
  }
}

extension MessageReader {
  /// The put that a request asks for.
  mutating func putRecord(
    _ message: UnsafeMutablePointer<Robots__V1__PutRecordRequest>
  ) -> PutRecord {
    let record = message.pointee.record
    var command = needed(record, "record", standIn: .empty) { $0.putRecord(of: $1) }
    if let mask = message.pointee.update_mask {
      command.mask = paths(mask, hint: "paths are fields.NAME, pipeline and stage") { path in
        path == "pipeline" || path == "stage"
          || path.hasPrefix("fields.") && path.utf8.count > "fields.".utf8.count
      }
    }
    let isMissingAllowedGiven =
      message.pointee._allow_missing_case
      == ROBOTS__V1__PUT_RECORD_REQUEST___ALLOW_MISSING_ALLOW_MISSING
    command.allowsMissing = isMissingAllowedGiven ? message.pointee.allow_missing != 0 : true
    command.eventTime = instant(message.pointee.event_time, "event_time")
    command.causationID = actionKey(message.pointee.causation_id, "causation_id")
    command.suppressesAutomation = message.pointee.suppress_automation != 0
    command.isValidateOnly = message.pointee.validate_only != 0
    return command
  }

  /// What the record itself asks for; what the service sets is passed over.
  mutating func putRecord(
    of message: UnsafeMutablePointer<Robots__V1__Record>
  ) -> PutRecord {
    PutRecord(
      key: RecordKey(
        entityType: text(message.pointee.entity_type),
        id: text(message.pointee.id)
      ),
      changes: fieldChanges(
        &message.pointee.n_fields,
        message.pointee.fields,
        "fields",
        atMost: Limits.fieldsPerEntityType
      ),
      pipeline: text(message.pointee.pipeline),
      stage: text(message.pointee.stage),
      etag: text(message.pointee.etag)
    )
  }
}
