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
      MoveItemRequest(message, &reader)
    }
  }

  /// Reads the request, also where it is a part of another message.
  init(
    _ message: UnsafeMutablePointer<Robots__V1__MoveItemRequest>,
    _ reader: inout MessageReader
  ) {
    command = reader.moveItem(message)
    identity = reader.identity(
      requestID: message.pointee.request_id,
      eventID: message.pointee.event_id
    )
  }
}

extension MessageReader {
  /// The move that a request asks for.
  mutating func moveItem(
    _ message: UnsafeMutablePointer<Robots__V1__MoveItemRequest>
  ) -> MoveItem {
    MoveItem(
      key: RecordKey(
        entityType: text(message.pointee.entity_type),
        id: text(message.pointee.id)
      ),
      pipeline: text(message.pointee.pipeline),
      stage: text(message.pointee.stage),
      etag: text(message.pointee.etag),
      eventTime: instant(message.pointee.event_time, "event_time"),
      causationID: actionKey(message.pointee.causation_id, "causation_id"),
      suppressesAutomation: message.pointee.suppress_automation != 0
    )
  }
}
