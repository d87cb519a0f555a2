import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of robots.
package struct ListRobotsRequest: RequestMessage {
  package var query: RobotQuery
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_robots_request__init, with: arena) {
      message,
      reader in
      var query = RobotQuery()
      query.entityType = reader.text(message.pointee.entity_type)
      query.pipeline = reader.text(message.pointee.pipeline)
      query.stage = reader.text(message.pointee.stage)
      return ListRobotsRequest(
        query: query,
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(query: RobotQuery, page: PageRequest) {
    self.query = query
    self.page = page
  }
}
