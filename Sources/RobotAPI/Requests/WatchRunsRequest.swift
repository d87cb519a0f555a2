import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks to be told of runs as they change.
package struct WatchRunsRequest: RequestMessage {
  package var query: RunQuery

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__watch_runs_request__init, with: arena) {
      message,
      reader in
      var query = RunQuery()
      query.entityType = reader.optionalID(message.pointee.entity_type, "entity_type")
      query.itemID = reader.optionalID(message.pointee.item_id, "item_id")
      query.robot = reader.optionalID(message.pointee.robot, "robot")
      query.states = reader.runStates(message.pointee.n_states, message.pointee.states, of: message)
      return WatchRunsRequest(query: query)
    }
  }

  private init(query: RunQuery) {
    self.query = query
  }
}
