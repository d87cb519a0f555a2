import RobotModel

// When a run is due: after the entry, or after the end of the run before it (S-3, S-4).

extension Timing {
  /// Time has to pass between the base and the due time.
  var delays: Bool {
    if workingTime != .off { return true }
    return switch start {
    case .immediately: false
    case .after(let span): !span.isZero
    case .date, .instant, .clockTime: true
    }
  }

  /// At once, at any hour: most robots' timing, which needs no computation.
  var isPlain: Bool {
    if case .immediately = start { workingTime == .off } else { false }
  }

  /// It comes again and again.
  var recurs: Bool {
    if case .date(let date) = start { date.recurrence != .none } else { false }
  }
}

extension Engine {
  /// Lets a new run wait for its time, or for the run before it.
  func schedule(_ run: Slot<RunRow>) {
    let timing = store.robots[store.runs[run].version].robot.timing
    if timing.isAfterPrevious, predecessor(of: run).isSome {
      store.runs[run].reason = .previous
      release(run)
    } else {
      setDueTime(of: run, from: .entry(store.visits[store.runs[run].visit].enterTime))
    }
  }

  /// Lets a run wait for its time, counted from `base`, or for the date to get a value.
  ///
  /// A run whose date has passed ends, and its successor takes notice (S-8).
  func setDueTime(of run: Slot<RunRow>, from base: DueBase) {
    store.runs[run].detail?.detail.askedBy = ""
    store.runs[run].detail?.notBeforeTime = nil
    touch(run)
    if store.robots[store.runs[run].version].robot.timing.isPlain {
      store.runs[run].dueTime = StoredInstant(base.instant)
      store.runs[run].reason = .time
      if base.instant > time { arm(run, for: base.instant) }
      return
    }
    switch outcome(of: run, from: base) {
    case .due(let computation):
      store.runs[run].dueTime = StoredInstant(computation.due)
      store.runs[run].reason = .time
      if computation.due > time { arm(run, for: computation.due) } else { timers.cancel(run.index) }
    case .dateEmpty:
      timers.cancel(run.index)
      store.runs[run].dueTime = .none
      store.runs[run].reason = .dateEmpty
    case .datePassed(let computation):
      store.runs[run].dueTime = StoredInstant(computation.due)
      end(run, as: .skipped, because: .datePassed)
      releaseSuccessor(of: run)
    }
  }

  /// The zone of a run: its robot's, else its calendar's, else its item's, else the daemon's
  /// (S-24).
  func zone(of run: Slot<RunRow>) -> ZoneTable {
    zone(ofVersion: store.runs[run].version, for: store.visits[store.runs[run].visit].record)
  }

  /// The zone in which a robot's version acts on an item.
  func zone(ofVersion version: RobotVersionSlot, for record: Slot<RecordRow>) -> ZoneTable {
    let timing = store.robots[version].robot.timing
    if let zone = zone(named: timing.timeZone) { return zone }
    if let calendar = calendar(named: timing.calendar) { return calendar.zone }
    let type = store.records[record].entityType
    if let number = store.schema.zoneField(of: type),
      case .text(let name) = store.records[record].fields[number], let zone = zone(named: name)
    {
      return zone
    }
    return configuration.defaultZone
  }

  /// A zone by its name, kept once found; nil for the empty name and for unknown ones.
  func zone(named name: String) -> ZoneTable? {
    if name.isEmpty { return nil }
    if let zone = zones[name] { return zone }
    let zone = configuration.zone(name)
    zones[name] = zone
    return zone
  }

  /// Arms the timer of a run, which may have to wait longer than until it is due.
  func arm(_ run: Slot<RunRow>, for due: Instant) {
    let start = store.runs[run].detail?.notBeforeTime.map { max(due, $0) } ?? due
    timers.arm(run.index, due: start, order: store.runs[run].number.rawValue)
  }
}
