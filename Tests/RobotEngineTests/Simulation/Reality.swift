import RobotModel

@testable import RobotEngine

/// Lets really happen what a simulation was asked about, as clients and workers would do it.
struct Reality {
  var house: TestHouse
  let script: Simulate
  private var answers: [(time: Instant, answer: CompleteAction)] = []

  init(_ house: TestHouse, _ script: Simulate) {
    self.house = house
    self.script = script
  }

  mutating func play(until end: Instant) throws {
    let events = script.events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    try house.advance(to: house.engine.time)
    if let start = script.startTime {
      work()
      try advance(to: start.adding(milliseconds: -1))
      try house.advance(to: start)
    }
    if !script.item.changes.isEmpty || !script.item.stage.isEmpty {
      _ = try house.engine.perform(script.item, by: house.ann, at: house.engine.time)
    }
    work()
    for (_, event) in events where event.time <= end {
      try advance(to: event.time)
      perform(event.change)
      work()
    }
    try advance(to: end)
  }

  /// From due instant to due instant, with the workers' answers between.
  private mutating func advance(to time: Instant) throws {
    while true {
      let due = house.engine.nextDueTime ?? .latest
      let next = min(due, answers.map(\.time).min() ?? .latest)
      if next > time { break }
      try house.advance(to: next)
      for (_, answer) in answers.filter({ $0.time <= next }) {
        _ = house.engine.perform(answer, at: next)
      }
      answers.removeAll { $0.time <= next }
      work()
    }
    try house.advance(to: time)
  }

  private mutating func perform(_ change: SimulatedChange) {
    let now = house.engine.time
    switch change {
    case .put(let put): _ = try? house.engine.perform(put, by: house.ann, at: now)
    case .move(let move): _ = try? house.engine.perform(move, by: house.ann, at: now)
    case .delete(let delete): _ = try? house.engine.perform(delete, by: house.ann, at: now)
    case .event(let event): _ = try? house.engine.perform(event, by: house.ann, at: now)
    }
    house.commit()
  }

  private mutating func work() {
    while true {
      let now = house.engine.time
      let actions = house.engine.perform(HandOutActions(queue: "q", count: 100), at: now)
      if actions.isEmpty { break }
      for action in actions { answer(action, at: now) }
    }
    house.commit()
  }

  private mutating func answer(_ action: Action, at now: Instant) {
    let result = script.results.first { $0.robot == action.robot }
    let answer = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: result?.outcome ?? .success(outputs: [])
    )
    if let delay = result?.afterMilliseconds, delay > 0 {
      answers.append((now.adding(milliseconds: delay), answer))
    } else {
      _ = house.engine.perform(answer, at: now)
    }
  }
}
