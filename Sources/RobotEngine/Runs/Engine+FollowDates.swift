import RobotModel

// Following dates (S-7, S-8)
//
// A run that waits by a date follows it: when the date changes, or the link that leads to it, the
// due time is computed anew. Which runs those are is known from the item itself. The other way
// round, from a linked record to the items whose runs read a date there, leads a list that is kept
// for just these (Engine+FollowLinks.swift).

extension Engine {
  /// Lets the runs that wait by a record's dates take notice of a change: its own, and those of
  /// items that refer to it.
  ///
  /// - Parameter fields: Those that have changed; nil for all, of a record that came or went.
  func followDates(of record: Slot<RecordRow>, fields: [FieldNumber]?) {
    guard store.robots.followsDates else { return }
    if store.records[record].visit.isSome {
      // In another zone the same date is another moment.
      let zone = store.schema.zoneField(of: store.records[record].entityType)
      followDates(ofItem: record) { path in
        guard let fields, !(zone.map(fields.contains) ?? false) else { return true }
        return path.link.map { fields.contains($0) } ?? path.reads(fields)
      }
    }
    followLinks(to: record, fields: fields)
  }

  /// Lets the runs of an item that wait by changed dates take notice.
  ///
  /// - Parameter changeTime: What was due by then starts as it was; nil if nothing was.
  func followDates(
    ofItem item: Slot<RecordRow>,
    dueAfter changeTime: Instant? = nil,
    where isChanged: (FieldPath) -> Bool
  ) {
    // Those that run again are chosen before any due time is computed anew: by that a run may end,
    // its date being past, and has then had its turn for this value.
    let started = runsToComeAgain(of: item, where: isChanged)
    for run in pendingRuns(of: item) where store.runs[run].state == .waiting {
      if let changeTime, isDue(run, by: changeTime) { continue }
      let path = store.robots.compiled(store.runs[run].version).datePath
      if path.map(isChanged) ?? false { computeAnew(run) }
    }
    for run in started { runAgain(run) }
  }

  /// The runs of an item's open visit that no longer wait and come again for a date's new value.
  private func runsToComeAgain(
    of item: Slot<RecordRow>,
    where isChanged: (FieldPath) -> Bool
  ) -> [Slot<RunRow>] {
    let visit = store.records[item].visit
    guard visit.isSome else { return [] }
    return store.runs(of: visit).filter { run in
      guard store.runs[run].state != .waiting, let path = pathToComeAgain(of: run), isChanged(path)
      else { return false }
      // The link may have come to lead to another record.
      watchLink(of: path, of: item)
      return mayRunAgain(run)
    }
  }

  /// The date for whose new values a run's robot runs again (S-7); nil if it does not.
  private func pathToComeAgain(of run: Slot<RunRow>) -> FieldPath? {
    let version = store.runs[run].version
    guard store.robots[brief: version].plainDelay == nil,
      case .date(let timing) = store.robots[version].robot.timing.start,
      timing.runsAgainOnChange, timing.recurrence == .none,
      // A start compiles only versions that are in force or of runs that wait.
      (try? compileIfNeeded(version)) != nil
    else { return nil }
    return store.robots.compiled(version).datePath
  }

  /// Whether a run was not suppressed, and is the last of a robot in force.
  private func mayRunAgain(_ run: Slot<RunRow>) -> Bool {
    let version = store.runs[run].version
    return store.runs[run].reason != .ruleDisabled && store.runs[run].reason != .suppressed
      && store.robots.robot(store.robots[version].robot.id)?.isEnabled ?? false
      && robotRuns(like: run).last == run
      && (try? compileIfNeeded(store.robots.textVersion(of: version))) != nil
  }

  /// Lets a loaded run of an open visit that waits no more keep hearing of its date's new values.
  func followDate(ofStarted run: Slot<RunRow>) {
    let visit = store.visits[store.runs[run].visit]
    guard visit.leaveTime.instant == nil, let path = pathToComeAgain(of: run) else { return }
    watchLink(of: path, of: visit.record)
  }

  /// Makes a run for a date's new value after the last one has fired for another (S-7).
  private func runAgain(_ run: Slot<RunRow>) {
    guard let path = store.robots.compiled(store.runs[run].version).datePath else { return }
    let visit = store.runs[run].visit
    let value = store.value(at: path, of: store.records[store.visits[visit].record])
    guard value != nil, !hasFired(run) else { return }
    let next = makeRun(again: run, occurrence: store.runs[run].occurrence + 1)
    setDueTime(of: next, from: .entry(store.visits[visit].enterTime))
    if store.runs[next].state == .waiting, let due = store.runs[next].dueTime.instant, due <= time {
      arm(next, for: time)
    }
  }

  /// Whether a run's robot has fired in the visit for what the date holds now (S-39).
  func hasFired(_ run: Slot<RunRow>) -> Bool {
    guard let path = store.robots.compiled(store.runs[run].version).datePath else { return false }
    let record = store.visits[store.runs[run].visit].record
    let value = store.value(at: path, of: store.records[record])
    return robotRuns(like: run).contains { store.runs[$0].detail?.detail.date == value }
  }

  /// Computes a waiting run's due time anew and notes what has changed.
  func computeAnew(_ run: Slot<RunRow>) {
    guard store.runs[run].state == .waiting, store.runs[run].reason != .previous,
      !store.runs[run].isManual
    else { return }
    let old = store.runs[run].dueTime.instant
    if let base = dueBase(of: run) {
      setDueTime(of: run, from: base)
    } else {
      // The run before it was started again: from its next end the time will count.
      forgetDueTime(of: run)
      store.runs[run].reason = .previous
    }
    let new = store.runs[run].dueTime.instant
    if store.runs[run].state.isFinal { return armDueRuns(of: store.runs[run].visit) }
    if let new, new <= time { arm(run, for: time) }
    if old == new { return }
    var parts = EntryParts()
    parts.detail = HistoryDetail(
      field: "due_time",
      oldValue: old.map { .timestamp($0) },
      newValue: new.map { .timestamp($0) }
    )
    note(
      .runRescheduled,
      of: store.visits[store.runs[run].visit].record,
      by: Author(user: Author.builtInUser, run: run),
      parts
    )
  }

  /// Lets the runs start soon that the end of another of their visit has released: where a calendar
  /// or a linked record changes, nobody settles the item.
  private func armDueRuns(of visit: Slot<VisitRow>) {
    for run in store.runs(of: visit)
    where store.runs[run].state == .waiting && !store.runs[run].isPutAside {
      if let due = store.runs[run].dueTime.instant, due <= time { arm(run, for: time) }
    }
  }

  /// Keeps in mind that an item's runs read a date of the record to which a link leads.
  func watchLink(of path: FieldPath, of item: Slot<RecordRow>) {
    guard let link = path.link, let key = target(of: link, of: item) else { return }
    dateWatchers.watch(key, by: item)
  }

  /// The record to which an item's link leads; of several the first counts.
  func target(of link: FieldNumber, of item: Slot<RecordRow>) -> RecordKey? {
    switch store.records[item].fields[link] {
    case .reference(let key)?: return key
    case .list(let members)?:
      guard case .reference(let key)? = members.first else { return nil }
      return key
    default: return nil
    }
  }
}

extension FieldPath {
  /// Whether the path's last step reads what changes with some fields: one of them, or when the
  /// record was last changed.
  func reads(_ fields: [FieldNumber]) -> Bool {
    switch source {
    case .field(let number): fields.contains(number)
    case .updateTime: true
    case .id, .pipeline, .stage, .createTime, .stageEnterTime: false
    }
  }
}
