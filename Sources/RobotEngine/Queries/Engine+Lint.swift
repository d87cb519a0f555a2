package import RobotModel

extension Engine {
  /// What is hardly meant about the robots and triggers asked for, by stage and rule.
  ///
  /// - Parameter now: The clock's time, behind which the engine's stays while nothing happens.
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type or a stage without its pipeline,
  ///   `NOT_FOUND` for any of the three.
  package func lint(
    _ scope: RuleScope,
    at now: Instant
  ) throws(RequestError) -> [LintFinding] {
    let book = LintBook(engine: self, now: max(now, time))
    return try stages(of: scope).flatMap { book.findings(in: $0.key) }
  }

  /// What is hardly meant about a robot that was saved, or was only checked.
  package func lint(about robot: Robot) -> [LintFinding] { lint(about: [robot]) }

  /// What is hardly meant about robots that were saved, or were only checked.
  package func lint(about robots: [Robot]) -> [LintFinding] {
    var book = LintBook(engine: self, now: time)
    var places: [StageKey] = []
    for robot in robots {
      if !places.contains(robot.place) { places.append(robot.place) }
      var order = book.robots(in: robot.place)
      if !robot.id.isEmpty { order.robots.removeAll { $0.id == robot.id } }
      order.robots.insert(robot, at: min(max(Int(robot.position) - 1, 0), order.robots.count))
      book.changed[robot.place] = order
    }
    let ids = robots.map(\.id)
    book.askedRobots = ids
    return places.flatMap { book.findings(around: $0) }
      .filter { $0.robots.contains { ids.contains($0) } }
  }

  /// What is hardly meant about a trigger that was saved, or was only checked.
  package func lint(about trigger: Trigger) -> [LintFinding] {
    var book = LintBook(engine: self, now: time)
    book.changedTrigger = trigger
    book.askedRobots = []
    return book.findings(around: trigger.place).filter { $0.triggers.contains(trigger.id) }
  }
}
