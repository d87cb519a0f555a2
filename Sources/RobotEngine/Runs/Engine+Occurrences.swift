import RobotModel

// Runs that come again: the occurrences of a recurring date (S-9), and a date's new values (S-7).
// Each is a run of its own, made when the one before it starts.

extension Engine {
  /// Makes the run of the next occurrence of a recurring date, when a run of it is due, or a person
  /// has cancelled it or put it off.
  ///
  /// It is there already where the run starts once more, after the loop breaker has stopped it or
  /// by a retry.
  /// - Returns: Whether that one is due, too: of several only the newest fires.
  func makeNextOccurrence(after run: Slot<RunRow>) -> Bool {
    guard store.robots.compiled(store.runs[run].version).datePath != nil else { return false }
    let row = store.runs[run]
    guard case .date(let timing) = store.robots[row.version].robot.timing.start,
      timing.recurrence != .none, row.occurrence != 0,
      !row.isManual,
      store.visits[row.visit].leaveTime.instant == nil
    else { return false }
    if timing.isOnce { return false }
    var next = robotRuns(like: run).last ?? run
    if next == run {
      // Its number comes with its due time: without a date it has none.
      next = makeRun(again: run, occurrence: 0)
      setDueTime(of: next, from: .entry(store.visits[row.visit].enterTime))
    }
    return store.runs[next].state == .waiting
      && store.runs[next].dueTime.instant.map { $0 <= time } ?? false
  }

  /// Lets a robot that recurs come again as it would beside a run to which a person gives a time.
  ///
  /// A run that is no occurrence yet, since its date is empty, becomes one by hand (S-23), and
  /// another waits for the date in its stead: so the date that comes takes nothing back from the
  /// person, and no two actions have one key. What was suppressed has never looked for its date,
  /// and becomes the first occurrence of one that is there.
  func recur(besides run: Slot<RunRow>) {
    let visit = store.visits[store.runs[run].visit]
    guard case .date(let timing) = store.robots[store.runs[run].version].robot.timing.start,
      timing.recurrence != .none, !store.runs[run].isManual
    else { return }
    if store.runs[run].occurrence == 0 { _ = outcome(of: run, from: .entry(visit.enterTime)) }
    if store.runs[run].occurrence != 0 {
      _ = makeNextOccurrence(after: run)
    } else if !timing.isOnce, visit.leaveTime.instant == nil {
      let robot = store.robots[store.runs[run].version].slot
      let byHand = nextManualOccurrence(of: robot, in: store.runs[run].visit)
      store.runs[run].occurrence = byHand.rawValue
      if robotRuns(like: run).contains(where: { store.runs[$0].state == .waiting }) { return }
      setDueTime(of: makeRun(again: run, occurrence: 0), from: .entry(visit.enterTime))
    }
  }

  /// The occurrence of a date that is a run's: the first that no other run of its robot in the
  /// visit is for; nil if the calendar ends before.
  func occurrence(
    of date: DateValue,
    _ recurrence: Recurrence,
    for run: Slot<RunRow>,
    by rule: DueRule
  ) -> DateOccurrence? {
    var bounds = bounds(ofOccurrence: run, recurrence)
    while true {
      let next = rule.occurrence(of: date, notBefore: bounds.earliest, after: bounds.last)
      guard let next, bounds.taken.contains(next.number) else { return next }
      bounds.last = next.number
    }
  }

  /// What a run's occurrence has to come behind: of its robot's runs in the visit that were made
  /// before it, those of its own kind by their number, and those of the other kind, as a robot
  /// leaves them that is changed from months to years, by their due time.
  ///
  /// Those that were made after it come behind it in their turn, but for those that have started:
  /// they were ahead of it because a person has put it off.
  private func bounds(
    ofOccurrence run: Slot<RunRow>,
    _ recurrence: Recurrence
  ) -> OccurrenceBounds {
    var bounds = OccurrenceBounds(earliest: store.visits[store.runs[run].visit].enterTime)
    let runs = robotRuns(like: run)
    for other in runs.prefix(while: { $0 != run }) {
      let number = OccurrenceNumber(rawValue: store.runs[other].occurrence)
      if number.isMonth == (recurrence == .monthly) {
        bounds.last = max(bounds.last, number.rawValue)
      } else if number.rawValue != 0, let due = store.runs[other].dueTime.instant {
        bounds.earliest = max(bounds.earliest, due.adding(milliseconds: 1))
      }
    }
    for other in runs.drop(while: { $0 != run }).dropFirst()
    where store.runs[other].state != .waiting || isDue(other, by: time) {
      bounds.taken.insert(store.runs[other].occurrence)
    }
    return bounds
  }

  /// The runs of a run's robot in its visit, but for those by hand, in the order of their making.
  func robotRuns(like run: Slot<RunRow>) -> [Slot<RunRow>] {
    let robot = store.robots[store.runs[run].version].slot
    return store.runs(of: store.runs[run].visit).filter { other in
      store.robots[store.runs[other].version].slot == robot
        && !store.runs[other].isManual
    }
  }

  /// Lets the occurrences behind a run come behind what it has come to be.
  ///
  /// There is one while the run was stopped by the loop breaker and is to start once more.
  func computeOccurrencesAnew(behind run: Slot<RunRow>) {
    guard case .date(let timing) = store.robots[store.runs[run].version].robot.timing.start,
      timing.recurrence != .none
    else { return }
    for other in robotRuns(like: run).drop(while: { $0 != run }).dropFirst() { computeAnew(other) }
  }

  /// Makes one more run of a robot in a visit.
  func makeRun(again run: Slot<RunRow>, occurrence: UInt32) -> Slot<RunRow> {
    let row = store.runs[run]
    let made = store.insert(
      RunRow(
        number: store.makeNumber(at: time),
        visit: row.visit,
        version: row.version,
        position: row.position,
        occurrence: occurrence
      )
    )
    tallyBegin(of: made)
    touch(made)
    return made
  }
}

/// Where the next occurrence of a robot in a visit may lie.
private struct OccurrenceBounds {
  /// It is not due before.
  var earliest: Instant
  /// Its number is higher.
  var last: UInt32 = 0
  /// Its number is none of these.
  var taken: Set<UInt32> = []
}
