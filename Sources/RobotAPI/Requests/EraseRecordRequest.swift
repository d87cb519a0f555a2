import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a record to be taken out of the store and its files.
///
/// It carries no id of a repeat: to erase again what is erased changes nothing.
package struct EraseRecordRequest: RequestMessage {
  package var command: EraseRecord

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__erase_record_request__init, with: arena) {
      message,
      reader in
      EraseRecordRequest(
        command: EraseRecord(
          key: RecordKey(
            entityType: reader.text(message.pointee.entity_type),
            id: reader.text(message.pointee.id)
          ),
          texts: reader.texts(message.pointee.n_texts, message.pointee.texts),
          isValidateOnly: message.pointee.validate_only != 0
        )
      )
    }
  }

  private init(command: EraseRecord) {
    self.command = command
  }
}
