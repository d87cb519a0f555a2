/// Asks what would happen to one item, with no effect at all (O5).
package struct Simulate: Hashable, Sendable {
  /// Put at the start; with nothing but the key, an item that exists goes on from where it is.
  package var item: PutRecord
  /// Nil or earlier than engine time: now.
  package var startTime: Instant?
  package var end: SimulationEnd
  /// In any order; equal times keep theirs.
  package var events: [SimulatedEvent]
  package var results: [SimulatedResult]
  /// Seeds what is random.
  package var seed: UInt64

  /// Asks for a simulation.
  package init(
    item: PutRecord,
    startTime: Instant? = nil,
    end: SimulationEnd = .usual,
    events: [SimulatedEvent] = [],
    results: [SimulatedResult] = [],
    seed: UInt64 = 0
  ) {
    self.item = item
    self.startTime = startTime
    self.end = end
    self.events = events
    self.results = results
    self.seed = seed
  }
}

/// How far a simulation goes.
package enum SimulationEnd: Hashable, Sendable {
  /// To a moment.
  case at(Instant)
  /// For so many milliseconds.
  case after(Int64)

  /// A month of working days and a little more.
  package static let usual = SimulationEnd.after(30 * ClockTime.millisecondsPerDay)
}

/// A change that a simulation makes at its time, after what is due then.
package struct SimulatedEvent: Hashable, Sendable {
  package var time: Instant
  package var change: SimulatedChange

  /// Describes an event.
  package init(time: Instant, change: SimulatedChange) {
    self.time = time
    self.change = change
  }
}

/// What a simulated event does.
package enum SimulatedChange: Hashable, Sendable {
  case put(PutRecord)
  case move(MoveItem)
  case delete(DeleteRecord)
  case event(SendEvent)
}

/// What the workers of a simulation answer to the actions of a robot.
package struct SimulatedResult: Hashable, Sendable {
  /// A robot's id.
  package var robot: String
  package var outcome: ActionOutcome
  /// How long after the hand-out.
  package var afterMilliseconds: Int64

  /// Describes a result.
  package init(robot: String, outcome: ActionOutcome, afterMilliseconds: Int64 = 0) {
    self.robot = robot
    self.outcome = outcome
    self.afterMilliseconds = afterMilliseconds
  }
}

/// What a simulation saw.
package struct Simulation: Hashable, Sendable {
  /// As it is at the end; nil if it has been deleted.
  package var item: Record?
  /// The item's visits that were open at the start or began later, oldest first.
  package var visits: [Visit]
  /// Their runs that had not ended before, in the order of their making.
  package var runs: [RunView]
  /// What happened to any record, in order.
  package var history: [HistoryEntry]
  /// Each entry in words.
  package var summaries: [String]
  /// How far it came.
  package var endTime: Instant
  /// More happened than a simulation takes.
  package var isTruncated: Bool
  /// The events that were refused, by their places in the request.
  package var refusals: [RefusedEvent]

  /// Describes a simulation.
  package init(
    item: Record?,
    visits: [Visit],
    runs: [RunView],
    history: [HistoryEntry],
    summaries: [String],
    endTime: Instant,
    isTruncated: Bool,
    refusals: [RefusedEvent]
  ) {
    self.item = item
    self.visits = visits
    self.runs = runs
    self.history = history
    self.summaries = summaries
    self.endTime = endTime
    self.isTruncated = isTruncated
    self.refusals = refusals
  }
}

/// An event of a simulation that was refused.
package struct RefusedEvent: Hashable, Sendable {
  /// From 0, in the order of the request.
  package var index: Int
  package var error: RequestError

  /// Describes a refusal.
  package init(index: Int, error: RequestError) {
    self.index = index
    self.error = error
  }
}
