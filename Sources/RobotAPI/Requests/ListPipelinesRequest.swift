import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of pipelines.
package struct ListPipelinesRequest: RequestMessage {
  /// Empty for those of every type.
  package var entityType: String
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_pipelines_request__init, with: arena) {
      message,
      reader in
      ListPipelinesRequest(
        entityType: reader.text(message.pointee.entity_type),
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(entityType: String, page: PageRequest) {
    self.entityType = entityType
    self.page = page
  }
}
