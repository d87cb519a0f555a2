import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a page of runs.
package struct ListRunsRequest: RequestMessage {
  package var query: RunQuery
  package var page: PageRequest

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__list_runs_request__init, with: arena) {
      message,
      reader in
      var query = RunQuery()
      query.entityType = reader.optionalID(message.pointee.entity_type, "entity_type")
      query.itemID = reader.optionalID(message.pointee.item_id, "item_id")
      query.robot = reader.optionalID(message.pointee.robot, "robot")
      query.visit = reader.number(message.pointee.visit, "visit")
      query.states = reader.runStates(message.pointee.n_states, message.pointee.states, of: message)
      query.dueBefore = reader.instant(message.pointee.due_before, "due_before")
      query.isByDueTime = reader.isByDueTime(message.pointee.order_by)
      if query.isByDueTime, query.states.contains(where: { $0 != .waiting }) {
        reader.refuse("states", "by due_time only runs that WAIT are listed")
      }
      return ListRunsRequest(
        query: query,
        page: reader.page(message.pointee.page_size, message.pointee.page_token)
      )
    }
  }

  private init(query: RunQuery, page: PageRequest) {
    self.query = query
    self.page = page
  }
}

extension MessageReader {
  /// Whether runs are to be listed by the time at which they may start.
  fileprivate mutating func isByDueTime(_ field: UnsafeMutablePointer<CChar>!) -> Bool {
    let order = text(field)
    if order != "", order != "create_time", order != "due_time" {
      refuse("order_by", "is \"\(order.prefix(64))\"; it is \"create_time\" or \"due_time\"")
    }
    return order == "due_time"
  }
}
