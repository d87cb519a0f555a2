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

  /// How long it waits, at any hour; nil for a timing that depends on more.
  ///
  /// Most robots' timing: at once, or so long after.
  var plainDelay: TimeSpan? {
    if workingTime != .off { return nil }
    return switch start {
    case .immediately: .zero
    case .after(let span): span
    case .date, .instant, .clockTime: nil
    }
  }

  /// It comes again and again.
  var recurs: Bool {
    if case .date(let date) = start { date.recurrence != .none } else { false }
  }
}

/// When a delay of days or more ends that began at an instant, in the daemon's zone.
struct CalendarDelay {
  let delay: TimeSpan
  let base: Instant
  let end: Instant
}

extension Engine {
  /// Lets a new run wait for its time, or for the run before it.
  func schedule(_ run: Slot<RunRow>) {
    if store.robots[brief: store.runs[run].version].isAfterPrevious, predecessor(of: run).isSome {
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
    forgetTimeByHand(of: run)
    touch(run)
    if let delay = store.robots[brief: store.runs[run].version].plainDelay {
      return setDueTime(of: run, to: end(of: delay, after: base.instant, of: run))
    }
    switch outcome(of: run, from: base) {
    case .due(let computation):
      setDueTime(of: run, to: computation.due)
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

  /// Lets a run have no due time, neither a computed one nor a person's.
  func forgetDueTime(of run: Slot<RunRow>) {
    timers.cancel(run.index)
    store.runs[run].dueTime = .none
    forgetTimeByHand(of: run)
    touch(run)
  }

  private func forgetTimeByHand(of run: Slot<RunRow>) {
    guard let part = store.runs[run].detail else { return }
    part.detail.askedBy = ""
    part.notBeforeTime = nil
  }

  /// Sets the due time of a run, and arms its timer if that is ahead.
  func setDueTime(of run: Slot<RunRow>, to due: Instant) {
    store.runs[run].dueTime = StoredInstant(due)
    store.runs[run].wasPastWhenSet = due < time && hold(of: run) == nil
    store.runs[run].reason = .time
    if due > time { arm(run, for: due) } else { timers.cancel(run.index) }
  }

  /// A delay after an instant, in the zone of a run where the wall clock has a say.
  private func end(of delay: TimeSpan, after base: Instant, of run: Slot<RunRow>) -> Instant {
    if delay.isZero { return base }
    var computation = DueComputation(withoutStepsFrom: base)
    if delay.unit.elapsedMilliseconds != nil {
      computation.add(delay, in: .utc)
      return computation.due
    }
    let record = store.visits[store.runs[run].visit].record
    if let zone = ownZone(ofVersion: store.runs[run].version, for: record) {
      computation.add(delay, in: zone)
      return computation.due
    }
    // Of many items that enter within one turn the delays all end at the same time.
    if let last = lastDelay, last.base == base, last.delay == delay { return last.end }
    computation.add(delay, in: configuration.defaultZone)
    lastDelay = CalendarDelay(delay: delay, base: base, end: computation.due)
    return computation.due
  }

  /// The zone of a run: its robot's, else its calendar's, else its item's, else the daemon's
  /// (S-24).
  func zone(of run: Slot<RunRow>) -> ZoneTable {
    zone(ofVersion: store.runs[run].version, for: store.visits[store.runs[run].visit].record)
  }

  /// The zone in which a robot's version acts on an item.
  func zone(ofVersion version: RobotVersionSlot, for record: Slot<RecordRow>) -> ZoneTable {
    ownZone(ofVersion: version, for: record) ?? configuration.defaultZone
  }

  /// The zone in which a robot's version acts on an item; nil where that is the daemon's.
  private func ownZone(
    ofVersion version: RobotVersionSlot,
    for record: Slot<RecordRow>
  ) -> ZoneTable? {
    if store.robots[brief: version].namesZone {
      let timing = store.robots[version].robot.timing
      if let zone = zone(named: timing.timeZone) { return zone }
      if let calendar = calendar(named: timing.calendar) { return calendar.zone }
    }
    let type = store.records[record].entityType
    if let number = store.schema.zoneField(of: type),
      case .text(let name) = store.records[record].fields[number], let zone = zone(named: name)
    {
      return zone
    }
    return nil
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
