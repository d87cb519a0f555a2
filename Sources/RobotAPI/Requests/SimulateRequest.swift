import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks what would happen to an item.
package struct SimulateRequest: RequestMessage {
  package var command: Simulate

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__simulate_request__init, with: arena) {
      message,
      reader in
      SimulateRequest(command: reader.simulate(message))
    }
  }

  private init(command: Simulate) {
    self.command = command
  }
}

extension MessageReader {
  fileprivate mutating func simulate(
    _ message: UnsafeMutablePointer<Robots__V1__SimulateRequest>
  ) -> Simulate {
    Simulate(
      item: needed(message.pointee.item, "item", standIn: .empty) { $0.putRecord(of: $1) },
      startTime: instant(message.pointee.start_time, "start_time"),
      end: end(message),
      events: list(
        message.pointee.n_events,
        message.pointee.events,
        "events",
        atMost: Limits.simulatedEvents
      ) { $0.simulatedEvent($1) },
      results: list(
        message.pointee.n_results,
        message.pointee.results,
        "results",
        atMost: Limits.simulatedEvents
      ) { $0.simulatedResult($1) },
      seed: message.pointee.seed
    )
  }

  private mutating func end(
    _ message: UnsafeMutablePointer<Robots__V1__SimulateRequest>
  ) -> SimulationEnd {
    switch message.pointee.end_case {
    case ROBOTS__V1__SIMULATE_REQUEST__END_END_TIME:
      return .at(instant(message.pointee.end_time, "end_time") ?? .epoch)
    case ROBOTS__V1__SIMULATE_REQUEST__END_DURATION:
      return .after(milliseconds(message.pointee.duration, "duration") ?? 0)
    default:
      return .usual
    }
  }

  private mutating func simulatedEvent(
    _ message: UnsafeMutablePointer<Robots__V1__SimulatedEvent>
  ) -> SimulatedEvent {
    if message.pointee.time == nil { refuse("time", "is needed") }
    let time = instant(message.pointee.time, "time") ?? .epoch
    let change: SimulatedChange
    switch message.pointee.change_case {
    case ROBOTS__V1__SIMULATED_EVENT__CHANGE_PUT:
      change = .put(within("put") { $0.putRecord(message.pointee.put) })
    case ROBOTS__V1__SIMULATED_EVENT__CHANGE_MOVE:
      change = .move(within("move") { $0.moveItem(message.pointee.move) })
    case ROBOTS__V1__SIMULATED_EVENT__CHANGE_DELETE:
      change = .delete(within("delete") { $0.deleteRecord(message.pointee.delete_) })
    case ROBOTS__V1__SIMULATED_EVENT__CHANGE_EVENT:
      change = .event(within("event") { $0.sendEvent(message.pointee.event) })
    default:
      refuse("change", "a put, a move, a delete or an event is needed")
      change = .put(.empty)
    }
    return SimulatedEvent(time: time, change: change)
  }

  private mutating func simulatedResult(
    _ message: UnsafeMutablePointer<Robots__V1__SimulatedResult>
  ) -> SimulatedResult {
    let outcome: ActionOutcome
    switch message.pointee.outcome_case {
    case ROBOTS__V1__SIMULATED_RESULT__OUTCOME_SUCCESS:
      outcome = within("success") { $0.outcome(message.pointee.success) }
    case ROBOTS__V1__SIMULATED_RESULT__OUTCOME_FAILURE:
      outcome = within("failure") { $0.outcome(message.pointee.failure) }
    default:
      refuse("outcome", "a success or a failure is needed")
      outcome = .success(outputs: [])
    }
    return SimulatedResult(
      robot: text(message.pointee.robot),
      outcome: outcome,
      afterMilliseconds: milliseconds(message.pointee.after, "after") ?? 0
    )
  }
}
