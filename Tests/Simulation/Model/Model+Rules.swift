extension Model {
  /// What becomes of waiting runs when a robot changes (S-28).
  enum InFlight: CaseIterable {
    case keepTiming
    case keepAll
    case migrate
    case cancelWaiting
  }

  /// Whether a robot would wait for the end of one that comes again and again (S-4): it follows the
  /// nearest before it that is turned on, but one between them might be turned on later.
  static func haveEndlessWait(_ robots: [ModelRobot]) -> Bool {
    robots.indices.contains { place in
      let robot = robots[place]
      guard robot.isAfterPrevious else { return false }
      let before = robots[..<place].filter { $0.stage == robot.stage }
      let nearest = before.lastIndex(where: \.isEnabled) ?? before.startIndex
      return before[nearest...].contains { $0.repeats != .never }
    }
  }

  /// Whether a change of robots lets a stage's bring an item from it and back, each in every visit
  /// and at once, where they did not go that way before (S-13).
  static func closesCircle(
    from start: String,
    _ former: [ModelRobot],
    _ robots: [ModelRobot]
  )
    -> Bool
  {
    let formerTargets = targets(of: start, former)
    var open = targets(of: start, robots).filter { !formerTargets.contains($0) }
    var reached = Set(open)
    while let stage = open.popLast() {
      if stage == start { return true }
      open += targets(of: stage, robots).filter { reached.insert($0).inserted }
    }
    return false
  }

  private static func targets(of stage: String, _ robots: [ModelRobot]) -> [String] {
    robots.indices.compactMap { place in
      guard robots[place].stage == stage, robots[place].isEnabled,
        case .move(let target) = robots[place].deed, actsAtOnce(place, among: robots)
      else { return nil }
      return target
    }
  }

  private static func actsAtOnce(_ place: Int, among robots: [ModelRobot]) -> Bool {
    let robot = robots[place]
    guard !robot.hasTimer, robot.threshold == nil, !robot.asksForBirthday,
      case .none = robot.limit
    else { return false }
    guard robot.isAfterPrevious else { return true }
    let previous = robots[..<place].lastIndex { $0.stage == robot.stage && $0.isEnabled }
    return previous.map { actsAtOnce($0, among: robots) } ?? true
  }

  /// Makes a new version of a robot.
  mutating func update(_ index: Int, to robot: ModelRobot, _ inFlight: InFlight) {
    let old = robots[index]
    robots[index] = robot
    robots[index].version = old.version + 1
    // Also of a robot that is disabled by it: what was suppressed may be started by hand later.
    if inFlight == .keepAll {
      forEachRun(of: robot.id) { run in run.pinnedDeed = run.pinnedDeed ?? old.deed }
    }
    if old.isEnabled, !robot.isEnabled { return cancelWaiting(robot.id, "RULE_DISABLED") }
    switch inFlight {
    case .keepTiming, .keepAll: break
    case .cancelWaiting: cancelWaiting(robot.id, "RULE_CHANGED")
    case .migrate: migrate(robots[index])
    }
  }

  mutating func delete(robot index: Int) {
    let id = robots.remove(at: index).id
    cancelWaiting(id, "RULE_DISABLED")
  }

  /// Puts another calendar in force; what is due stays so, and what a person has set (S-7).
  mutating func setCalendar(_ index: Int) {
    if calendar == index { return }
    calendar = index
    for item in items.indices {
      for visit in items[item].visits.indices {
        for run in items[item].visits[visit].runs.indices {
          let current = items[item].visits[visit].runs[run]
          guard current.isWaiting, current.robot.work != .off, !current.isDueByHand
          else { continue }
          if let due = current.due, due <= now {
            items[item].visits[visit].runs[run].notBefore = nil
          } else {
            computeAnew(item, visit, run)
          }
        }
      }
    }
  }

  private mutating func forEachRun(of robot: String, _ body: (inout ModelRun) -> Void) {
    for item in items.indices {
      for visit in items[item].visits.indices {
        for run in items[item].visits[visit].runs.indices
        where items[item].visits[visit].runs[run].robot.id == robot {
          body(&items[item].visits[visit].runs[run])
        }
      }
    }
  }

  private mutating func cancelWaiting(_ robot: String, _ reason: String) {
    let now = now
    forEachRun(of: robot) { run in
      guard run.isWaiting else { return }
      run.state = "CANCELLED"
      run.reason = reason
      run.finish = now
    }
    for item in items.indices {
      for visit in items[item].visits.indices { releaseAll(item, visit) }
      settle(item)
    }
  }

  /// Why a run would not be there if the new version had been in force at entry: the leave would
  /// have ended it (S-2), or it would not recur, and there would be one run of it.
  ///
  /// What a person has started again stays (S-23).
  private func endOfMigration(
    _ item: Int,
    _ visit: Int,
    _ run: Int,
    to robot: ModelRobot
  ) -> String? {
    let visits = items[item].visits
    let current = visits[visit].runs[run]
    if current.isRetry { return nil }
    if visits[visit].leave != nil, current.robot.survives, !robot.survives {
      let isSame =
        Self.pipeline(of: visits[visit].stage) == Self.pipeline(of: visits[visit + 1].stage)
      return isSame ? "LEFT_STAGE" : "PIPELINE_CHANGED"
    }
    let isAnother = robotRuns(item, visit, robot.id).contains { place in
      let other = visits[visit].runs[place]
      return place < run && !other.isRetry
        && (other.isWaiting || other.robot.version == robot.version)
    }
    return isAnother && losesOccurrence(current, by: robot) ? "RULE_CHANGED" : nil
  }

  private func losesOccurrence(_ run: ModelRun, by robot: ModelRobot) -> Bool {
    run.robot.repeats != .never && robot.repeats == .never && !run.isManual && !run.isRetry
  }

  /// The lowest number that no other run of the robot in the visit has.
  private func freeOccurrence(_ item: Int, _ visit: Int, _ run: Int) -> Int {
    let runs = items[item].visits[visit].runs
    let others = robotRuns(item, visit, runs[run].robot.id).filter { $0 != run }
    return (0...others.count).first { number in
      !others.contains { runs[$0].occurrence == number }
    } ?? 0
  }

  /// As if the new version had been in force at entry.
  private mutating func migrate(_ robot: ModelRobot) {
    for item in items.indices {
      for visit in items[item].visits.indices {
        for run in items[item].visits[visit].runs.indices {
          let current = items[item].visits[visit].runs[run]
          guard current.robot.id == robot.id, current.isWaiting else { continue }
          if let reason = endOfMigration(item, visit, run, to: robot) {
            end(item, visit, run, "CANCELLED", reason)
            releaseAll(item, visit)
            continue
          }
          if losesOccurrence(current, by: robot) {
            items[item].visits[visit].runs[run].occurrence = freeOccurrence(item, visit, run)
          }
          items[item].visits[visit].runs[run].robot = robot
          items[item].visits[visit].runs[run].pinnedDeed = nil
          items[item].visits[visit].runs[run].hasHeld = false
          if current.isManual { continue }
          schedule(item, visit, run)
          decideAtEntry(item, visit, run)
        }
      }
    }
    for item in items.indices { settle(item) }
  }
}
