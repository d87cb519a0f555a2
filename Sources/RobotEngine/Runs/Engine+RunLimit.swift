import RobotModel

// How often a robot may run for one item (S-15). A run counts from the moment it becomes READY;
// calendar periods are those of the run's zone.

extension Engine {
  /// Whether the robot of a run that is due has used up its limit for the item.
  func isOverLimit(_ run: Slot<RunRow>) -> Bool {
    let record = store.visits[store.runs[run].visit].record
    return isOverLimit(store.runs[run].version, for: record, besides: run)
  }

  /// Whether a robot's version has used up its limit for an item.
  ///
  /// - Parameter run: A run that is not counted; `none` for none.
  func isOverLimit(
    _ version: RobotVersionSlot,
    for record: Slot<RecordRow>,
    besides run: Slot<RunRow>
  ) -> Bool {
    let limit = store.robots[version].robot.runLimit
    if limit == .everyEntry { return false }
    let zone = limit == .oncePerItem ? .utc : zone(ofVersion: version, for: record)
    let start = periodStart(of: limit, in: zone)
    let robot = store.robots[version].slot
    var other = store.records[record].newestVisit
    while other.isSome, isOfPresentRecord(other) {
      if wasStarted(robot, in: other, since: start, besides: run) { return true }
      other = store.visits[other].olderVisit
    }
    return false
  }

  private func wasStarted(
    _ robot: RobotSlot,
    in visit: Slot<VisitRow>,
    since start: Instant,
    besides run: Slot<RunRow>
  ) -> Bool {
    var other = store.visits[visit].firstRun
    while other.isSome {
      if other != run, store.robots[store.runs[other].version].slot == robot,
        let started = store.runs[other].startTime.instant, started >= start
      {
        return true
      }
      other = store.runs[other].nextInVisit
    }
    return false
  }

  /// When the present period of a limit began.
  private func periodStart(of limit: RunLimit, in zone: ZoneTable) -> Instant {
    let today = zone.civil(at: time).date
    let first: CivilDate
    switch limit {
    case .everyEntry, .oncePerItem: return .earliest
    case .oncePerDay: first = today
    case .oncePerWeek: first = today.adding(days: -Int64(today.weekday.rawValue - 1))
    case .oncePerMonth: first = today.adding(days: -Int64(today.day - 1))
    case .oncePerYear: first = CivilDate(year: today.year, month: 1, day: 1) ?? today
    }
    return zone.resolve(CivilDateTime(date: first, time: .midnight)).instant
  }
}
