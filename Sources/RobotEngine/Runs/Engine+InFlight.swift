import RobotModel

// What becomes of a robot's waiting runs when it changes (S-28)
//
// A run is pinned to the version that was in force at entry: timing, order and condition are that
// version's. What it does is taken when it starts, from the newest version up to which nobody asked
// to keep all (RobotTable.textVersion). So keeping needs no work at all; only migrating and
// cancelling touch the runs.

extension Engine {
  /// The runs of a robot that wait, in the order of their slots.
  func waitingRuns(ofRobot robot: RobotSlot) -> [Slot<RunRow>] {
    store.waitingRuns.runs(of: store.robots[robot].versions)
  }

  /// What publishing a version of a robot does to its waiting runs.
  ///
  /// Looks at none of them, but for those that it may leave without a place: see
  /// ``endedByMigration(from:to:)``.
  func inFlightCounts(of robot: Robot, isDisabled: Bool, policy: InFlightPolicy) -> InFlightCounts {
    var counts = InFlightCounts()
    guard let slot = store.robots.slot(of: robot.id) else { return counts }
    for version in store.robots[slot].versions {
      let waiting = Int64(store.waitingRuns.count(of: version))
      if isDisabled || policy == .cancelWaiting {
        counts.cancelled += waiting
      } else if policy == .migrate, store.robots[version].robot.version != robot.version {
        let ended = endedByMigration(from: version, to: robot)
        counts.cancelled += ended
        counts.migrated += waiting - ended
      } else {
        counts.kept += waiting
      }
    }
    return counts
  }

  /// Does to the waiting runs of a robot, whose newest version is in force, what the policy says.
  func applyInFlight(_ policy: InFlightPolicy, toRunsOf robot: Robot) {
    switch policy {
    case .keepTiming, .keepAll: break
    case .cancelWaiting:
      cancelWaitingRuns(ofRobot: robot.id, because: .ruleChanged)
    case .migrate:
      guard let slot = store.robots.slot(of: robot.id) else { return }
      let version = store.robots.newest(slot)
      let runs = store.waitingRuns.runs(
        of: store.robots[slot].versions.filter { $0 != version }
      )
      change(runs, of: slot, .migrate(version))
    }
  }

  /// Finds out and keeps what the fields held at entry that a version's condition compares with,
  /// and that were not kept then.
  func keepEntryValues(for version: RobotVersionSlot, of visit: Slot<VisitRow>) {
    let fields = store.robots.compiled(version).fieldsComparedWithEntry
    if fields.isEmpty { return }
    var values = store.visits[visit].detail?.entryValues ?? []
    for field in fields { values[field] = entryValue(of: field, in: visit) }
    store.visits[visit].detail = VisitDetail(
      entryValues: values,
      automatedMoves: store.visits[visit].detail?.automatedMoves ?? []
    )
    touch(visit)
  }

  /// What a field held at entry: if it was not kept then, the oldest change since tells it, or the
  /// present value.
  ///
  /// - Complexity: linear in the record's history since the entry where it was not kept.
  func entryValue(of field: FieldNumber, in visit: Slot<VisitRow>) -> FieldValue? {
    if let kept = store.visits[visit].detail?.entryValues[field] { return kept }
    if let change = firstChange(of: field, in: visit) { return change.oldValue }
    return store.records[store.visits[visit].record].fields[field]
  }

  /// The first change of a field since the entry: behind the history's entry for it, since the
  /// command that moved the item may have changed fields before.
  private func firstChange(of field: FieldNumber, in visit: Slot<VisitRow>) -> HistoryDetail? {
    let record = store.visits[visit].record
    let name = store.schema.name(of: field, in: store.records[record].entityType)
    var laterVisits = 0
    var later = store.visits[visit].newerVisit
    while later.isSome {
      laterVisits += 1
      later = store.visits[later].newerVisit
    }
    var first: HistoryDetail?
    var entry = store.records[record].lastEntry
    while entry.isSome, store.history[entry].time >= store.visits[visit].number.madeTime {
      let row = store.history[entry]
      if row.beginsVisit {
        if laterVisits == 0 { break }
        laterVisits -= 1
      }
      if row.kind == .fieldChanged, row.detail?.field == name { first = row.detail }
      entry = row.previousOfRecord
    }
    return first
  }
}
