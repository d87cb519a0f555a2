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

  /// The history, put into words.
  private var history: [ShownHistoryEntry] {
    zip(simulation.history, simulation.summaries).map { ShownHistoryEntry(entry: $0, summary: $1) }
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

extension SimulateResponse: ListResponse {
  /// Shows of the runs what half of the room takes, of the history what then fits, and says if that
  /// is not all.
  package func encode(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    var rest = self
    (rest.simulation.runs, rest.simulation.history, rest.simulation.summaries) = ([], [], [])
    rest.simulation.isTruncated = true
    var ending: [UInt8] = []
    rest.encode(into: &ending, with: arena)
    let room = limit - ending.count
    guard room >= 0 else { return false }
    let start = buffer.count
    let hasAllRuns = append(simulation.runs.count, to: &buffer, atMost: room / 2) { run, bytes in
      pack(robots__v1__simulate_response__init, into: &bytes, with: arena) { message, builder in
        (message.pointee.n_runs, message.pointee.runs) =
          builder.list([simulation.runs[run]]) { builder.run($0) }
      }
    }
    let history = history
    let left = room - (buffer.count - start)
    let hasAllEntries = append(history.count, to: &buffer, atMost: left) { entry, bytes in
      pack(robots__v1__simulate_response__init, into: &bytes, with: arena) { message, builder in
        (message.pointee.n_history, message.pointee.history) =
          builder.list([history[entry]]) { builder.historyEntry($0) }
      }
    }
    rest.simulation.isTruncated = simulation.isTruncated || !hasAllRuns || !hasAllEntries
    rest.encode(into: &buffer, with: arena)
    return true
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
