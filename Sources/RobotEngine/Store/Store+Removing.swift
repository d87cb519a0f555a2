import RobotModel

// Taking rows away for good. Those that remain keep their order, since lists of runs and of the
// history go by it; so slots are retired, not reused.

extension Store {
  /// Removes a run that has ended.
  ///
  /// - Complexity: linear in the runs of its visit before it; constant for the first.
  func remove(_ run: Slot<RunRow>) {
    let row = runs[run]
    precondition(row.state.isFinal, "only a run that has ended is removed")
    var previous = Slot<RunRow>.none
    var other = visits[row.visit].firstRun
    while other != run {
      previous = other
      other = runs[other].nextInVisit
    }
    if previous.isSome {
      runs[previous].nextInVisit = row.nextInVisit
    } else {
      visits[row.visit].firstRun = row.nextInVisit
    }
    if visits[row.visit].lastRun == run { visits[row.visit].lastRun = previous }
    runCounts[Int(row.state.rawValue)] -= 1
    runsByNumber.remove(run, row.number)
    runs.retire(run, leaving: .blank)
  }

  /// Removes a visit that has ended and has no runs.
  func remove(_ visit: Slot<VisitRow>) {
    let row = visits[visit]
    precondition(!row.firstRun.isSome, "a visit is removed after its runs")
    if row.newerVisit.isSome {
      visits[row.newerVisit].olderVisit = row.olderVisit
    } else {
      records[row.record].newestVisit = row.olderVisit
    }
    if row.olderVisit.isSome { visits[row.olderVisit].newerVisit = row.newerVisit }
    visitsByNumber.remove(visit, row.number)
    visits.retire(visit, leaving: .blank)
  }

  /// Removes an entry of the history.
  func remove(_ entry: Slot<HistoryRow>) {
    let row = history[entry]
    if row.previousOfRecord.isSome {
      history[row.previousOfRecord].nextOfRecord = row.nextOfRecord
    } else {
      records[row.record].firstEntry = row.nextOfRecord
    }
    if row.nextOfRecord.isSome {
      history[row.nextOfRecord].previousOfRecord = row.previousOfRecord
    } else {
      records[row.record].lastEntry = row.previousOfRecord
    }
    history.retire(entry, leaving: .blank(sequence: row.sequence))
  }
}
