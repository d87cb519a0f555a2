import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of what happened.
package struct ListHistoryRequest: RequestMessage {
  package var query: HistoryQuery
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_history_request__init, with: arena) {
      message,
      reader in
      var query = HistoryQuery()
      query.entityType = reader.optionalID(message.pointee.entity_type, "entity_type")
      query.recordID = reader.optionalID(message.pointee.record_id, "record_id")
      query.robot = reader.optionalID(message.pointee.robot, "robot")
      query.isNewestFirst = message.pointee.newest_first != 0
      query.kinds = reader.historyKinds(message)
      query.startTime = reader.instant(message.pointee.start_time, "start_time")
      query.endTime = reader.instant(message.pointee.end_time, "end_time")
      return ListHistoryRequest(
        query: query,
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(query: HistoryQuery, page: PageRequest) {
    self.query = query
    self.page = page
  }
}

extension MessageReader {
  fileprivate mutating func historyKinds(
    _ message: UnsafeMutablePointer<Robots__V1__ListHistoryRequest>
  ) -> [HistoryKind] {
    let kinds = UnsafeBufferPointer(start: message.pointee.kinds, count: message.pointee.n_kinds)
    guard isCount(kinds.count, atMost: HistoryKind.allCases.count, "kinds") else { return [] }
    return kinds.enumerated().map { index, kind in
      choice(
        kind.rawValue,
        standIn: HistoryKind.created,
        "kinds",
        of: message.asMessage.pointee,
        path: "kinds[\(index)]"
      )
    }
  }
}
