import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for an item to be moved to another stage.
package struct MoveItemRequest: ChangeRequest {
  package var command: MoveItem
  package var identity: RequestIdentity

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decodeChange(bytes, as: robots__v1__move_item_request__init, with: arena) {
      message,
      reader in
      MoveItemRequest(
        command: MoveItem(
          key: RecordKey(
            entityType: reader.text(message.pointee.entity_type),
            id: reader.text(message.pointee.id)
          ),
          pipeline: reader.text(message.pointee.pipeline),
          stage: reader.text(message.pointee.stage),
          etag: reader.text(message.pointee.etag),
          eventTime: reader.instant(message.pointee.event_time, "event_time"),
          causationID: reader.text(message.pointee.causation_id),
          suppressesAutomation: message.pointee.suppress_automation != 0
        ),
        identity: reader.identity(
          requestID: message.pointee.request_id,
          eventID: message.pointee.event_id
        )
      )
    }
  }

  private init(command: MoveItem, identity: RequestIdentity) {
    self.command = command
    self.identity = identity
  }
}
