import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the deletion of a record.
package struct DeleteRecordRequest: ChangeRequest {
  package var command: DeleteRecord
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__delete_record_request__init, with: arena) {
      message,
      reader in
      DeleteRecordRequest(message, &reader)
    }
  }

  /// Reads the request, also where it is a part of another message.
  init(
    _ message: UnsafeMutablePointer<Robots__V1__DeleteRecordRequest>,
    _ reader: inout MessageReader
  ) {
    command = reader.deleteRecord(message)
    identity = reader.identity(
      requestID: message.pointee.request_id,
      eventID: message.pointee.event_id
    )
  }
}

extension MessageReader {
  /// The deletion that a request asks for.
  mutating func deleteRecord(
    _ message: UnsafeMutablePointer<Robots__V1__DeleteRecordRequest>
  ) -> DeleteRecord {
    DeleteRecord(
      key: RecordKey(
        entityType: text(message.pointee.entity_type),
        id: text(message.pointee.id)
      ),
      etag: text(message.pointee.etag),
      allowsMissing: message.pointee.allow_missing != 0,
      eventTime: instant(message.pointee.event_time, "event_time")
    )
  }
}
