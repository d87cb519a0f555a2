import RobotEngine
import RobotModel
import TestSupport

// What people do to single runs, also to those with which it cannot be done.

extension History {
  mutating func runByHand(_ item: Int) throws {
    if model.robots.isEmpty { return }
    let robot = random.below(model.robots.count)
    let id = model.robots[robot].id
    try command("run \(id) \(Self.items[item])") { history in
      history.model.runByHand(robot, item)
      history.perform { engine, caller, now throws(RequestError) in
        _ = try engine.perform(RunRobot(robot: id, item: history.key(item)), by: caller, at: now)
      }
    }
  }

  mutating func cancelRun(_ item: Int) throws {
    guard let place = pickRun(of: item, where: \.isWaiting) else { return }
    try change(place, .cancel)
  }

  mutating func rescheduleRun(_ item: Int) throws {
    guard let place = pickRun(of: item, where: \.isWaiting) else { return }
    let minutes = Int64(random.pick([-600, 0, 1, 90, 1_000, 6_000, 60_000]))
    try change(place, .reschedule(to: now + minutes * Clocks.minute))
  }

  mutating func retryRun(_ item: Int) throws {
    let isFit = { (run: ModelRun) in run.state == "FAILED" || run.reason == "SUPPRESSED" }
    guard let place = pickRun(of: item, where: isFit) else { return }
    try change(place, .retry)
  }

  /// One of an item's runs, in most cases one that is fit.
  private mutating func pickRun(of item: Int, where isFit: (ModelRun) -> Bool) -> RunPlace? {
    var places: [RunPlace] = []
    for (visit, runs) in model.items[item].visits.map(\.runs).enumerated() {
      places += runs.indices.map { RunPlace(item: item, visit: visit, run: $0) }
    }
    let fit = places.filter { isFit(model.items[item].visits[$0.visit].runs[$0.run]) }
    if !fit.isEmpty, !random.oneIn(6) { return random.pick(fit) }
    return places.isEmpty ? nil : random.pick(places)
  }

  /// Does something to a run, which is refused for the reason that the model says, or not at all.
  private mutating func change(_ place: RunPlace, _ change: RunChange) throws {
    let robot = model.items[place.item].visits[place.visit].runs[place.run].robot.id
    let words = "\(change) \(robot) \(Self.items[place.item]) \(place.visit).\(place.run)"
    try command(words) { history in
      let number = StoreWords(history.service.engine).number(of: place)
      let expected = change.apply(to: place, of: &history.model)
      var actual = ""
      history.perform { engine, caller, now in
        do throws(RequestError) {
          try change.apply(to: number, of: engine, by: caller, at: now)
        } catch {
          actual = error.reason
        }
      }
      if actual != expected {
        throw Mismatch(text: "\(words) was answered \(actual), the model says \(expected)")
      }
    }
  }
}

/// What a person does to a run.
private enum RunChange {
  case cancel
  case reschedule(to: Int64)
  case retry

  func apply(to place: RunPlace, of model: inout Model) -> String {
    switch self {
    case .cancel: model.cancel(place)
    case .reschedule(let due): model.reschedule(place, to: due)
    case .retry: model.retry(place)
    }
  }

  func apply(
    to run: StoreNumber,
    of engine: Engine,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) {
    switch self {
    case .cancel:
      _ = try engine.perform(CancelRun(run: run), by: caller, at: now)
    case .reschedule(let due):
      let command = RescheduleRun(run: run, dueTime: SimulatedRules.instant(due))
      _ = try engine.perform(command, by: caller, at: now)
    case .retry:
      _ = try engine.perform(RetryRun(run: run), by: caller, at: now)
    }
  }
}
