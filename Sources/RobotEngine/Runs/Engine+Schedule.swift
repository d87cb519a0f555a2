import RobotModel

// When a run is due: after the entry, or after the end of the run before it (S-3, S-4).

extension Timing {
  /// Time has to pass between the base and the due time.
  var delays: Bool {
    switch start {
    case .immediately: false
    case .after(let span): !span.isZero
    case .date, .instant, .clockTime: true
    }
  }
}

extension Engine {
  /// Lets a new run wait for its time, or for the run before it.
  func schedule(_ run: Slot<RunRow>) {
    let timing = store.robots[store.runs[run].version].robot.timing
    if timing.isAfterPrevious, predecessor(of: run).isSome {
      store.runs[run].reason = .previous
    } else {
      setDueTime(of: run, from: .entry(store.visits[store.runs[run].visit].enterTime))
    }
  }

  /// Lets a run wait for its time, counted from `base`.
  func setDueTime(of run: Slot<RunRow>, from base: DueBase) {
    let delays = store.robots[store.runs[run].version].robot.timing.delays
    let due = delays ? dueComputation(of: run, from: base).due : base.instant
    store.runs[run].dueTime = StoredInstant(due)
    store.runs[run].reason = .time
    store.runs[run].detail?.detail.askedBy = ""
    touch(run)
    if due > time { arm(run, for: due) }
  }

  /// The way from a base to a run's due time, by its pinned timing.
  func dueComputation(of run: Slot<RunRow>, from base: DueBase) -> DueComputation {
    let timing = store.robots[store.runs[run].version].robot.timing
    var computation = DueComputation(from: base)
    if case .after(let span) = timing.start {
      let needsZone = span.unit.elapsedMilliseconds == nil
      computation.add(span, in: needsZone ? zone(of: run) : .utc)
    }
    return computation
  }

  /// The zone of a run: its robot's, else its item's, else the daemon's (S-24).
  func zone(of run: Slot<RunRow>) -> ZoneTable {
    zone(ofVersion: store.runs[run].version, for: store.visits[store.runs[run].visit].record)
  }

  /// The zone in which a robot's version acts on an item.
  func zone(ofVersion version: RobotVersionSlot, for record: Slot<RecordRow>) -> ZoneTable {
    let name = store.robots[version].robot.timing.timeZone
    if let zone = zone(named: name) { return zone }
    let type = store.records[record].entityType
    if let number = store.schema.zoneField(of: type),
      case .text(let name) = store.records[record].fields[number], let zone = zone(named: name)
    {
      return zone
    }
    return configuration.defaultZone
  }

  /// A zone by its name, kept once found; nil for the empty name and for unknown ones.
  private func zone(named name: String) -> ZoneTable? {
    if name.isEmpty { return nil }
    if let zone = zones[name] { return zone }
    let zone = configuration.zone(name)
    zones[name] = zone
    return zone
  }

  /// Arms the timer of a run.
  func arm(_ run: Slot<RunRow>, for due: Instant) {
    timers.arm(run.index, due: due, order: store.runs[run].number.rawValue)
  }
}
