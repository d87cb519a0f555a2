package import RobotModel

extension Engine {
  /// Plays what would happen to an item until a time, with no effect on this engine (O5).
  ///
  /// Until the start of the script the item goes on as it would without. The workers of the
  /// simulation serve every queue; they answer as the script says, else they succeed at once.
  ///
  /// - Throws: What the item's put would be refused with; `INVALID_ARGUMENT` for an event before
  ///   the start, an unknown robot in the script, or an end too far ahead.
  /// - Complexity: The instants of the simulation, plus the size of the directory, of the
  ///   definitions and of what the item and the script refer to.
  package func simulate(
    _ command: Simulate,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Simulation {
    let present = max(now, time)
    let start = max(command.startTime ?? present, present)
    let end = try checkedEnd(of: command, from: start)
    _ = try requireEntityType(command.item.key.entityType)
    let item = store.liveRecord(command.item.key) ?? .none
    let twin = try makeTwin(of: item, for: command, at: present)
    var player = SimulationPlayer(twin, command, by: caller, from: start, until: end)
    return try player.play()
  }

  private func checkedEnd(
    of command: Simulate,
    from start: Instant
  ) throws(RequestError) -> Instant {
    var violations = Violations()
    let end: Instant
    switch command.end {
    case .at(let time): end = time
    case .after(let milliseconds): end = start.adding(milliseconds: milliseconds)
    }
    let mostMilliseconds = Limits.simulatedYears * 366 * 86_400_000
    if end < start || end > start.adding(milliseconds: mostMilliseconds) {
      violations.add(
        "end_time",
        "is \(end); expected \(start) or later, by at most \(Limits.simulatedYears) years"
      )
    }
    for (index, event) in command.events.enumerated() where event.time < start {
      violations.add("events[\(index)].time", "is \(event.time); expected \(start) or later")
    }
    for (index, result) in command.results.enumerated()
    where store.robots.slot(of: result.robot) == nil {
      violations.add("results[\(index)].robot", "there is no robot \(quoted(result.robot))")
    }
    for (index, result) in command.results.enumerated() {
      let first = command.results.firstIndex { $0.robot == result.robot } ?? index
      if first < index {
        violations.add(
          "results[\(index)].robot",
          "robot \(quoted(result.robot)) has results[\(first)] already; expected one for each robot"
        )
      }
    }
    try violations.throwIfAny()
    return end
  }
}
