import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of triggers.
package struct ListTriggersRequest: RequestMessage {
  package var query: TriggerQuery
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_triggers_request__init, with: arena) {
      message,
      reader in
      var query = TriggerQuery()
      query.entityType = reader.text(message.pointee.entity_type)
      query.pipeline = reader.text(message.pointee.pipeline)
      query.stage = reader.text(message.pointee.stage)
      return ListTriggersRequest(
        query: query,
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(query: TriggerQuery, page: PageRequest) {
    self.query = query
    self.page = page
  }
}
