package import RobotModel

// What is no longer kept (S-36)
//
// Once a day of engine time, from midnight in UTC on, and at every start, all records are gone
// through one after another, a small step at a time. Of each goes
//
//   * a run that ended long ago, of a visit that is over: the item has left, and no run waits;
//   * an entry of the history, of events sooner than of all else;
//   * a visit that was left long ago and of which no run is left, but for the newest, with which
//     the next one begins;
//   * of a record that was deleted long ago, its whole history and all its visits; but that one was
//     erased is told for ever.
//
// A run stays as long as its robot's run limit may ask for it (S-15). The record's own row stays,
// too, so that an etag never comes again.
//
// A step is a batch of removals like any other change: a crash between two steps loses nothing,
// and the sweep with which the next start begins goes on where the last one ended. What is gone is
// gone from loading, too, since loading applies the removals and judges nothing by itself.

extension Engine {
  /// When the next sweep begins; passed while one is under way, nil on the last day that time has.
  package var nextSweepTime: Instant? { sweep.dueTime }

  /// Whether a sweep is due or under way.
  package var isSweepDue: Bool { sweep.dueTime.map { $0 <= time } ?? false }

  /// How many rows were removed since the start.
  package var removedCounts: RemovedCounts { sweep.removed }

  /// Does a small step of the sweep that is due; its removals are one batch.
  ///
  /// Not while a snapshot is being written.
  ///
  /// - Returns: Whether the sweep goes on; false also if none is due.
  package func sweepSome(at now: Instant) -> Bool {
    advance(to: now)
    if sweep.limits == nil {
      guard isSweepDue else { return false }
      sweep.begin(configuration.retention, at: time)
    }
    guard let limits = sweep.limits else { return false }
    sweep.effort = Self.sweepSteps
    while sweep.nextRecord < store.records.endIndex {
      guard sweep.effort > 0, sweepRecord(Slot(index: sweep.nextRecord), limits) else {
        return true
      }
      sweep.nextRecord += 1
    }
    sweep.end()
    return isSweepDue
  }

  /// Some hundred microseconds of looking at rows.
  private static let sweepSteps = 2_000
  /// A batch of a few kilobytes.
  private static let removalsAtOnce = 500

  /// Removes what is no longer kept of one record; false if the batch was full before its end.
  private func sweepRecord(_ record: Slot<RecordRow>, _ limits: SweepProgress.Limits) -> Bool {
    let row = store.records[record]
    sweep.effort -= 1
    let isGone = row.isDeleted && row.updateTime < limits.deletions
    var visit = row.newestVisit
    while visit.isSome {
      let older = store.visits[visit].olderVisit
      guard sweepVisit(visit, isGone: isGone, limits) else { return false }
      visit = older
    }
    return sweepHistory(of: record, isGone: isGone, limits)
  }

  private func sweepVisit(
    _ visit: Slot<VisitRow>,
    isGone: Bool,
    _ limits: SweepProgress.Limits
  ) -> Bool {
    let row = store.visits[visit]
    sweep.effort -= 1
    guard let leaveTime = row.leaveTime.instant, row.pendingRuns == 0 else { return true }
    for run in store.runs(of: visit) {
      sweep.effort -= 1
      if isBatchFull { return false }
      if isOver(run, limits) { removeRun(run) }
    }
    let isOld = isGone || (row.newerVisit.isSome && leaveTime < limits.history)
    if isOld, !store.visits[visit].firstRun.isSome {
      batch.removals.append(.removedVisit(row.number))
      sweep.removed.visits += 1
      store.remove(visit)
    }
    return true
  }

  private func sweepHistory(
    of record: Slot<RecordRow>,
    isGone: Bool,
    _ limits: SweepProgress.Limits
  ) -> Bool {
    let newest = isGone ? Instant.latest : max(limits.history, limits.runs)
    var entry = store.records[record].firstEntry
    while entry.isSome, store.history[entry].time < newest {
      sweep.effort -= 1
      if isBatchFull { return false }
      let row = store.history[entry]
      let isAudit = row.kind == .erased
      if !isAudit, isGone || row.time < (row.kind == .event ? limits.runs : limits.history) {
        batch.removals.append(.removedHistoryEntry(row.sequence))
        sweep.removed.historyEntries += 1
        store.remove(entry)
      }
      entry = row.nextOfRecord
    }
    return true
  }

  private func removeRun(_ run: Slot<RunRow>) {
    batch.removals.append(.removedRun(store.runs[run].number))
    sweep.removed.runs += 1
    store.remove(run)
  }

  /// Whether a run of a visit that is over has ended long ago, and nothing asks for it.
  private func isOver(_ run: Slot<RunRow>, _ limits: SweepProgress.Limits) -> Bool {
    let row = store.runs[run]
    guard row.state.isFinal, !row.isQueued, !row.isPutAside,
      let finishTime = row.finishTime.instant, finishTime < limits.runs
    else { return false }
    return !isCounted(run)
  }

  /// Whether a run limit of its robot, as it was or as it now is, may count a run (S-15).
  ///
  /// Days, weeks and months are shorter than the time for which every run is kept.
  private func isCounted(_ run: Slot<RunRow>) -> Bool {
    let row = store.runs[run]
    let record = store.visits[row.visit].record
    guard !store.records[record].isDeleted, let started = row.startTime.instant,
      started >= store.records[record].createTime
    else { return false }
    let newest = store.robots.newest(store.robots[row.version].slot)
    return [row.version, newest].contains { version in
      switch store.robots[version].robot.runLimit {
      case .everyEntry, .oncePerDay, .oncePerWeek, .oncePerMonth: false
      case .oncePerItem: true
      case .oncePerYear: started >= time.adding(milliseconds: -Self.longestYearMilliseconds)
      }
    }
  }

  /// A leap year, and a day for the zone.
  private static let longestYearMilliseconds: Int64 = 367 * 86_400_000

  private var isBatchFull: Bool { batch.removals.count >= Self.removalsAtOnce }
}
