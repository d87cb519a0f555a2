import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of entity types.
package struct ListEntityTypesRequest: RequestMessage {
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_entity_types_request__init, with: arena) {
      message,
      reader in
      ListEntityTypesRequest(
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(page: PageRequest) {
    self.page = page
  }
}
