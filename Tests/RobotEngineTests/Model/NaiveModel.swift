// The rules once more, in the plainest way there is
//
// No timers, no slots, no batches: every step looks at every run of every item. Written from the
// rules alone (S-2, S-3, S-13, S-16, S-37), so that it can be wrong in other places than the
// engine.

/// A robot of the model: writes a line, or moves the item.
struct ModelRobot {
  let id: String
  let stage: String
  var delayMinutes: Int64 = 0
  var isAfterPrevious = false
  var policy = "on_success"
  /// Acts only if the item's number is greater than this.
  var threshold: Int64 = -1
  var target: String?
  var survives = false
  var isEnabled = true

  /// As a scenario would have it.
  var line: String {
    var words = "\(id) in \(stage):"
    words += target.map { " change_stage stage=\($0)" } ?? " write_log text=\(id)"
    if delayMinutes > 0 { words += " after \(delayMinutes) minute" }
    if isAfterPrevious { words += " after previous" }
    if isAfterPrevious, policy != "on_success" { words += " \(policy)" }
    if survives { words += " survives" }
    if threshold >= 0 { words += " if probability > \(threshold)" }
    return words
  }
}

/// A run of the model.
struct ModelRun {
  let robot: ModelRobot
  var state = "WAITING"
  var reason = ""
  var due: Int64?
  var finish: Int64 = 0

  /// In words; `hold` says why what is due waits.
  func shown(at now: Int64, hold: String?) -> String {
    let isDue = state == "WAITING" && due.map { $0 <= now } ?? false
    let reason = isDue ? hold ?? reason : reason
    return "\(robot.id) \(state)\(reason.isEmpty ? "" : " \(reason)")"
  }
}

/// A visit of the model.
struct ModelVisit {
  let stage: String
  let enter: Int64
  var isOpen = true
  var moves: [String]
  var runs: [ModelRun] = []
}

/// An item of the model.
struct ModelItem {
  var number: Int64
  var isDeleted = false
  var visits: [ModelVisit] = []
  var log: [String] = []
  /// When robots moved it, since it was put or resumed.
  var moveTimes: [Int64] = []
  var isPaused = false
  /// The loop breaker has stopped its robots.
  var isStopped = false
}

/// All items and robots of the model.
struct NaiveModel {
  var robots: [ModelRobot]
  var items: [String: ModelItem] = [:]
  var now: Int64 = 0
  var isPaused = false
  var isPipelinePaused = false

  /// An item; one that was never put is a deleted one.
  private subscript(id: String) -> ModelItem {
    get { items[id] ?? ModelItem(number: 0, isDeleted: true) }
    set { items[id] = newValue }
  }

  // MARK: - What happens

  mutating func put(_ id: String, number: Int64) {
    settle(id)
    if self[id].isDeleted {
      self[id].number = number
      self[id].isDeleted = false
      enter(id, "new", moves: [])
    } else {
      self[id].number = number
    }
    settle(id)
  }

  mutating func move(_ id: String, to stage: String) {
    if self[id].isDeleted { return }
    settle(id)
    if stageOf(id) != stage {
      leave(id, "LEFT_STAGE")
      enter(id, stage, moves: [])
    }
    settle(id)
  }

  mutating func delete(_ id: String) {
    if self[id].isDeleted { return }
    settle(id)
    leave(id, "ITEM_DELETED")
    for visit in self[id].visits.indices {
      for run in self[id].visits[visit].runs.indices
      where self[id].visits[visit].runs[run].state == "WAITING" {
        end(id, visit, run, "CANCELLED", "ITEM_DELETED")
      }
    }
    self[id].isDeleted = true
    self[id].moveTimes = []
    self[id].isPaused = false
    self[id].isStopped = false
  }

  mutating func disable(_ robot: String) {
    guard let index = robots.firstIndex(where: { $0.id == robot }) else { return }
    robots[index].isEnabled = false
    for id in items.keys.sorted() {
      for visit in self[id].visits.indices {
        for run in self[id].visits[visit].runs.indices
        where self[id].visits[visit].runs[run].robot.id == robot
          && self[id].visits[visit].runs[run].state == "WAITING"
        {
          end(id, visit, run, "CANCELLED", "RULE_DISABLED")
          releaseAll(id, visit)
        }
      }
      settle(id)
    }
  }

  /// Goes minute by minute.
  mutating func advance(minutes: Int64) {
    for _ in 0..<minutes {
      now += 1
      for id in items.keys.sorted() { settle(id) }
    }
  }

  /// Pauses or resumes an item.
  mutating func setPaused(_ id: String, _ isPaused: Bool) {
    if self[id].isDeleted { return }
    settle(id)
    if !isPaused, self[id].isPaused || self[id].isStopped {
      self[id].isStopped = false
      self[id].moveTimes = []
    }
    self[id].isPaused = isPaused
    settle(id)
  }

  /// Pauses or resumes everything, or the pipeline.
  mutating func setPaused(everything: Bool, _ isPaused: Bool) {
    if everything { self.isPaused = isPaused } else { isPipelinePaused = isPaused }
    for id in items.keys.sorted() { settle(id) }
  }

  /// Why what is due of an item waits.
  func hold(_ id: String) -> String? {
    if isPaused || isPipelinePaused || self[id].isPaused { return "PAUSED" }
    return self[id].isStopped ? "LOOP_BREAKER" : nil
  }

  func stageOf(_ id: String) -> String? { items[id]?.visits.last { $0.isOpen }?.stage }

  // MARK: - Visits

  private mutating func enter(_ id: String, _ stage: String, moves: [String]) {
    var visit = ModelVisit(stage: stage, enter: now, moves: moves)
    for robot in robots where robot.stage == stage && robot.isEnabled {
      var run = ModelRun(robot: robot)
      if robot.isAfterPrevious, !visit.runs.isEmpty {
        run.reason = "PREVIOUS"
      } else {
        run.reason = "TIME"
        run.due = now + robot.delayMinutes
      }
      visit.runs.append(run)
    }
    self[id].visits.append(visit)
  }

  private mutating func leave(_ id: String, _ reason: String) {
    guard let visit = self[id].visits.lastIndex(where: \.isOpen) else { return }
    self[id].visits[visit].isOpen = false
    for run in self[id].visits[visit].runs.indices {
      let current = self[id].visits[visit].runs[run]
      if current.state == "WAITING", reason == "ITEM_DELETED" || !current.robot.survives {
        end(id, visit, run, "CANCELLED", reason)
      }
    }
    releaseAll(id, visit)
  }

  // MARK: - Runs

  private mutating func settle(_ id: String) {
    while hold(id) == nil, let (visit, run) = nextDue(id) { start(id, visit, run) }
  }

  private func nextDue(_ id: String) -> (Int, Int)? {
    var due: [(endsVisit: Int, due: Int64, position: Int, visit: Int, run: Int)] = []
    for (visit, entry) in self[id].visits.enumerated() {
      for (run, current) in entry.runs.enumerated() where current.state == "WAITING" {
        guard let time = current.due, time <= now else { continue }
        let position =
          robots.filter { $0.stage == entry.stage }
          .firstIndex { $0.id == current.robot.id } ?? 0
        due.append((current.robot.target == nil ? 0 : 1, time, position, visit, run))
      }
    }
    return due.min { left, right in
      (left.endsVisit, left.due, left.position, left.visit, left.run)
        < (right.endsVisit, right.due, right.position, right.visit, right.run)
    }.map { ($0.visit, $0.run) }
  }

  private mutating func start(_ id: String, _ visit: Int, _ run: Int) {
    let robot = self[id].visits[visit].runs[run].robot
    if self[id].number <= robot.threshold {
      end(id, visit, run, "SKIPPED", "CONDITION_FALSE")
    } else if let target = robot.target {
      change(id, visit, run, to: target)
    } else {
      self[id].log.append(robot.id)
      end(id, visit, run, "SUCCEEDED", "")
    }
    releaseAll(id, visit)
  }

  private mutating func change(_ id: String, _ visit: Int, _ run: Int, to target: String) {
    if stageOf(id) == target { return end(id, visit, run, "SUCCEEDED", "") }
    let continues = continuesEntry(id, visit, run)
    let moves = (continues ? self[id].visits[visit].moves : []) + [target]
    if moves.filter({ $0 == target }).count > 2 {
      return end(id, visit, run, "FAILED", "LOOP_LIMIT")
    }
    if self[id].moveTimes.filter({ $0 > now - 24 * 60 }).count >= 20 {
      self[id].isStopped = true
      return
    }
    self[id].moveTimes.append(now)
    end(id, visit, run, "SUCCEEDED", "")
    leave(id, "LEFT_STAGE")
    enter(id, target, moves: moves)
  }

  private func continuesEntry(_ id: String, _ visit: Int, _ run: Int) -> Bool {
    let runs = self[id].visits[visit].runs
    if runs[run].robot.delayMinutes > 0 { return false }
    if !runs[run].robot.isAfterPrevious || run == 0 { return true }
    return continuesEntry(id, visit, run - 1)
  }

  private mutating func end(
    _ id: String,
    _ visit: Int,
    _ run: Int,
    _ state: String,
    _ reason: String
  ) {
    self[id].visits[visit].runs[run].state = state
    self[id].visits[visit].runs[run].reason = reason
    self[id].visits[visit].runs[run].finish = now
  }

  /// Looks at every run of a visit that waits for the one before it.
  private mutating func releaseAll(_ id: String, _ visit: Int) {
    for run in self[id].visits[visit].runs.indices {
      let current = self[id].visits[visit].runs[run]
      guard current.state == "WAITING", current.reason == "PREVIOUS" else { continue }
      let previous = self[id].visits[visit].runs[..<run].last { $0.reason != "RULE_DISABLED" }
      guard let previous else {
        self[id].visits[visit].runs[run].reason = "TIME"
        self[id].visits[visit].runs[run].due =
          self[id].visits[visit].enter + current.robot.delayMinutes
        continue
      }
      if previous.state == "WAITING" { continue }
      if let (state, reason) = block(previous, current.robot.policy) {
        end(id, visit, run, state, reason)
      } else {
        self[id].visits[visit].runs[run].reason = "TIME"
        self[id].visits[visit].runs[run].due = previous.finish + current.robot.delayMinutes
      }
    }
  }

  private func block(_ previous: ModelRun, _ policy: String) -> (String, String)? {
    if previous.state == "SUCCEEDED" { return nil }
    if ["LEFT_STAGE", "ITEM_DELETED"].contains(previous.reason) {
      return ("CANCELLED", previous.reason)
    }
    let isBlocked = previous.reason.hasPrefix("PREVIOUS_")
    let reason = isBlocked ? previous.reason : "PREVIOUS_\(previous.state)"
    switch policy {
    case "on_finish": return nil
    case "unless_failed":
      return previous.state == "FAILED" || isBlocked ? ("SKIPPED", reason) : nil
    default: return ("SKIPPED", reason)
    }
  }
}
