import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks why a robot did, or did not, act on an item.
package struct ExplainRequest: RequestMessage {
  package var item: RecordKey
  package var robot: String
  /// Nil for every visit that is kept.
  package var visit: StoreNumber?
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__explain_request__init, with: arena) {
      message,
      reader in
      ExplainRequest(
        item: RecordKey(
          entityType: reader.text(message.pointee.entity_type),
          id: reader.text(message.pointee.item_id)
        ),
        robot: reader.text(message.pointee.robot),
        visit: reader.number(message.pointee.visit, "visit"),
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(item: RecordKey, robot: String, visit: StoreNumber?, page: PageRequest) {
    self.item = item
    self.robot = robot
    self.visit = visit
    self.page = page
  }
}
