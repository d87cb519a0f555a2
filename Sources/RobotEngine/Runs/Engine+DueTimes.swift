import RobotModel

// When a run is due, by its pinned timing and what lives: its dates and its calendar (S-7, S-28).

extension Engine {
  /// What a run's timing comes to now, counted from `base`.
  func outcome(of run: Slot<RunRow>, from base: DueBase) -> DueOutcome {
    let compiled = store.robots.compiled(store.runs[run].version)
    let rule = dueRule(of: run)
    guard case .date(let timing) = compiled.robot.timing.start else {
      return rule.outcome(from: base, date: nil, at: time)
    }
    let date = dateValue(of: run)
    guard timing.recurrence != .none else {
      let outcome = rule.outcome(from: base, date: date, at: time)
      if let computation = outcome.computation, timing.runsAgainOnChange, hasFired(run) {
        return .datePassed(computation)
      }
      return outcome
    }
    guard let date else { return .dateEmpty }
    guard let occurrence = occurrence(of: date, timing.recurrence, for: run, by: rule)
    else { return .datePassed(DueComputation(from: base)) }
    store.runs[run].occurrence = occurrence.number
    return .due(occurrence.computation)
  }

  /// The way to a run's due time, as it would be computed now; nil where its date is another one
  /// than that for which it fired, or empty.
  func computation(of run: Slot<RunRow>) -> DueComputation? {
    guard let base = dueBase(of: run) else { return nil }
    let rule = dueRule(of: run)
    let timing = store.robots[store.runs[run].version].robot.timing
    guard case .date(let date) = timing.start else {
      return rule.outcome(from: base, date: nil, at: time).computation
    }
    let fired = store.runs[run].detail?.detail.date
    // The run may have ended under a version that a start did not compile.
    guard (try? compileIfNeeded(store.runs[run].version)) != nil else { return nil }
    guard let value = fired.flatMap({ DateValue($0) }) ?? dateValue(of: run) else { return nil }
    if date.recurrence == .none {
      return rule.outcome(from: base, date: value, at: .earliest).computation
    }
    return rule.occurrence(store.runs[run].occurrence, of: value)
  }

  /// A run's timing with its zone and calendar.
  func dueRule(of run: Slot<RunRow>) -> DueRule {
    let timing = store.robots[store.runs[run].version].robot.timing
    let calendar = calendar(named: timing.calendar)
    return DueRule(timing, zone: timing.needsZone ? zone(of: run) : .utc, calendar: calendar)
  }

  /// What the date field of a run's timing holds; nil if it is empty or leads nowhere.
  func dateValue(of run: Slot<RunRow>) -> DateValue? {
    let compiled = store.robots.compiled(store.runs[run].version)
    guard let path = compiled.datePath else { return nil }
    let visit = store.runs[run].visit
    let record = store.visits[visit].record
    // Of a run that survives it is not the entry into the stage in which the item stands by now.
    if path.start == .item, path.source == .stageEnterTime {
      return DateValue(.timestamp(store.visits[visit].enterTime))
    }
    watchLink(of: path, of: record)
    return DateValue(store.value(at: path, of: store.records[record]))
  }

  /// Keeps for which date a run fires (S-7).
  func noteDate(of run: Slot<RunRow>) {
    let version = store.runs[run].version
    guard store.robots[brief: version].plainDelay == nil,
      let path = store.robots.compiled(version).datePath
    else { return }
    let record = store.visits[store.runs[run].visit].record
    coldPart(of: run).detail.date = store.value(at: path, of: store.records[record])
  }

  /// That from which a run's time counts; nil while the robot before it has not ended.
  func dueBase(of run: Slot<RunRow>) -> DueBase? {
    let previous = predecessor(of: run)
    let follows = store.robots[store.runs[run].version].robot.timing.isAfterPrevious
    guard follows, previous.isSome else {
      return .entry(store.visits[store.runs[run].visit].enterTime)
    }
    return store.runs[previous].finishTime.instant.map { .previousFinished($0) }
  }
}

extension Timing {
  /// The wall clock has a say in the due time.
  fileprivate var needsZone: Bool {
    switch start {
    case .immediately, .instant: false
    case .after(let span): span.unit.elapsedMilliseconds == nil
    case .date, .clockTime: true
    }
  }
}
