import CRobotsProto
package import Protobuf
package import RobotModel

/// How far a simulated clock was moved, and what ran meanwhile.
package struct AdvanceClockResponse: ResponseMessage {
  package var time: Instant
  /// How many due instants were visited.
  package var instants: Int
  /// Those that started or ended on the way, the oldest first.
  package var runs: [RunView]
  /// All of them, told or not.
  package var runCount: Int
  /// The actions that workers still held when the wait ended.
  package var unsettledActions: [StoreNumber]

  /// Answers.
  package init(
    time: Instant,
    instants: Int,
    runs: [RunView],
    runCount: Int,
    unsettledActions: [StoreNumber]
  ) {
    self.time = time
    self.instants = instants
    self.runs = runs
    self.runCount = runCount
    self.unsettledActions = unsettledActions
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__advance_clock_response__init, into: &buffer, with: arena) { message, builder in
      message.pointee.time = builder.timestamp(time)
      message.pointee.instants = Int64(instants)
      (message.pointee.n_runs, message.pointee.runs) = builder.list(runs) { builder.run($0) }
      message.pointee.run_count = Int64(runCount)
      (message.pointee.n_unsettled_actions, message.pointee.unsettled_actions) =
        builder.list(unsettledActions) { builder.text($0.text) }
    }
  }
}

extension AdvanceClockResponse: ListResponse {
  /// Tells of as many runs as fit.
  package func encode(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    var rest = self
    rest.runs = []
    let start = buffer.count
    rest.encode(into: &buffer, with: arena)
    let room = limit - (buffer.count - start)
    _ = append(runs.count, to: &buffer, atMost: room) { run, bytes in
      pack(robots__v1__advance_clock_response__init, into: &bytes, with: arena) {
        message,
        builder in
        (message.pointee.n_runs, message.pointee.runs) =
          builder.list([runs[run]]) { builder.run($0) }
      }
    }
    return true
  }
}
