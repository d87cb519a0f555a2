import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a record.
package struct GetRecordRequest: RequestMessage {
  package var key: RecordKey

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_record_request__init, with: arena) {
      message,
      reader in
      GetRecordRequest(
        key: RecordKey(
          entityType: reader.text(message.pointee.entity_type),
          id: reader.text(message.pointee.id)
        )
      )
    }
  }

  private init(key: RecordKey) {
    self.key = key
  }
}
