import CRobotsProto
package import Protobuf
package import RobotModel

/// What a simulation saw.
package struct SimulateResponse: ResponseMessage {
  package var simulation: Simulation
  /// The item whose visits these are.
  package var item: RecordKey

  /// Answers.
  package init(simulation: Simulation, of item: RecordKey) {
    self.simulation = simulation
    self.item = item
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__simulate_response__init, into: &buffer, with: arena) { message, builder in
      if let record = simulation.item { message.pointee.item = builder.record(record) }
      (message.pointee.n_visits, message.pointee.visits) = builder.list(simulation.visits) {
        builder.visit($0, of: simulation.item?.key ?? item)
      }
      (message.pointee.n_runs, message.pointee.runs) = builder.list(simulation.runs) {
        builder.run($0)
      }
      let history = zip(simulation.history, simulation.summaries).map {
        ShownHistoryEntry(entry: $0, summary: $1)
      }
      (message.pointee.n_history, message.pointee.history) = builder.list(history) {
        builder.historyEntry($0)
      }
      message.pointee.end_time = builder.timestamp(simulation.endTime)
      message.pointee.truncated = simulation.isTruncated ? 1 : 0
      (message.pointee.n_refused_events, message.pointee.refused_events) =
        builder.list(simulation.refusals) { builder.refusedEvent($0) }
    }
  }
}

extension MessageBuilder {
  fileprivate func refusedEvent(
    _ refused: RefusedEvent
  ) -> UnsafeMutablePointer<Robots__V1__RefusedEvent> {
    let message = message(robots__v1__refused_event__init)
    message.pointee.index = Int32(clamping: refused.index)
    message.pointee.reason = text(refused.error.reason)
    message.pointee.message = text(refused.error.message)
    return message
  }
}
