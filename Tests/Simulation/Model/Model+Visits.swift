extension Model {
  // MARK: - Entering and leaving (S-1, S-2)

  mutating func enter(_ item: Int, _ stage: String, moves: [String], isSuppressed: Bool = false) {
    var visit = ModelVisit(stage: stage, enter: now, moves: moves)
    let here = robots.filter { $0.stage == stage }
    for (index, robot) in here.enumerated() where robot.isEnabled {
      visit.runs.append(ModelRun(robot: robot, position: index + 1, number: makeNumber()))
    }
    items[item].visits.append(visit)
    let place = items[item].visits.count - 1
    for run in items[item].visits[place].runs.indices {
      if isSuppressed {
        end(item, place, run, "SKIPPED", "SUPPRESSED")
      } else {
        schedule(item, place, run)
      }
    }
    if isSuppressed { return }
    for run in items[item].visits[place].runs.indices { decideAtEntry(item, place, run) }
  }

  mutating func leave(_ item: Int, because reason: String) {
    guard let visit = items[item].openVisit else { return }
    items[item].visits[visit].leave = now
    for run in items[item].visits[visit].runs.indices {
      let current = items[item].visits[visit].runs[run]
      if current.isWaiting, reason == "ITEM_DELETED" || !current.robot.survives {
        end(item, visit, run, "CANCELLED", reason)
      }
    }
    releaseAll(item, visit)
  }

  mutating func move(_ item: Int, to stage: String, moves: [String], isSuppressed: Bool = false) {
    guard let old = items[item].stage else { return }
    let isSame = Self.pipeline(of: old) == Self.pipeline(of: stage)
    leave(item, because: isSame ? "LEFT_STAGE" : "PIPELINE_CHANGED")
    if !moves.isEmpty { items[item].moveTimes.append(now) }
    enter(item, stage, moves: moves, isSuppressed: isSuppressed)
  }

  // MARK: - One instant of one item (S-16)

  /// Starts what is due, those that end the visit last; just before them triggers hear of changes.
  mutating func settle(_ item: Int) {
    while true {
      let next = nextDue(item)
      let endsVisit = next.map { deed(items[item].visits[$0.visit].runs[$0.run]).endsVisit }
      if !items[item].changes.isEmpty, endsVisit ?? true {
        let change = items[item].changes.removeFirst()
        if items[item].stage != nil { hear(item, .numberChanged(change)) }
      } else if let next {
        start(item, next.visit, next.run)
      } else {
        return
      }
    }
  }

  private func nextDue(_ item: Int) -> (visit: Int, run: Int)? {
    var due: [(order: (Int, Int64, Int, Int), visit: Int, run: Int)] = []
    for (place, visit) in items[item].visits.enumerated() where hold(item, in: visit.stage) == nil {
      for (index, run) in visit.runs.enumerated() where run.isWaiting {
        guard let time = run.due, time <= now, run.notBefore ?? now <= now else { continue }
        let order = (deed(run).endsVisit ? 1 : 0, time, run.position, run.number)
        due.append((order, place, index))
      }
    }
    return due.min { $0.order < $1.order }.map { ($0.visit, $0.run) }
  }
}
