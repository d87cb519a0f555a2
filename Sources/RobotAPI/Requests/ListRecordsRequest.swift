import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of the records of a type.
package struct ListRecordsRequest: RequestMessage {
  package var entityType: String
  /// A condition in text form; empty for all.
  package var filter: String
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_records_request__init, with: arena) {
      message,
      reader in
      ListRecordsRequest(
        entityType: reader.text(message.pointee.entity_type),
        filter: reader.text(message.pointee.filter),
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(entityType: String, filter: String, page: PageRequest) {
    self.entityType = entityType
    self.filter = filter
    self.page = page
  }
}
