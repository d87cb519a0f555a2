import RobotModel

// One instant of one item (S-16)
//
// Everything of the item that is due goes by due time, then stage order, then sequence; after each
// step the choice is made anew, so that what the step has released or cancelled counts. Robots that
// end the visit come last, whatever their place in the list. If one of them succeeds, the others
// end with the visit, and the robots of the new stage are due in this same instant: the loop goes
// on with them, bounded by the limit on automated moves (S-13). An event that a change of a record
// has raised comes just before them: it may end the visit, too.

extension Engine {
  /// Starts every run of an item that is due, in order, until none is left; then those of the items
  /// that heard of it.
  func settle(_ record: Slot<RecordRow>) {
    settleAlone(record)
    while let other = pendingEvents.first?.record { settleAlone(other) }
  }

  private func settleAlone(_ record: Slot<RecordRow>) {
    if !linkChanges.isEmpty { finishFollowing(record) }
    while true {
      let run = nextDueRun(of: record)
      if hasPendingEvent(of: record), run.map(endsVisit) ?? true {
        applyPendingEvent(of: record)
      } else if let run {
        start(run)
      } else {
        break
      }
    }
    putHeldRunsAside(of: record)
  }

  /// Whether a run's success takes its item out of the stage.
  func endsVisit(_ run: Slot<RunRow>) -> Bool {
    let version = actingVersion(of: run)
    return store.robots[brief: version].endsVisit
  }

  private func nextDueRun(of record: Slot<RecordRow>) -> Slot<RunRow>? {
    var first: (run: Slot<RunRow>, order: DueOrder)?
    var pending = store.records[record].pendingRuns
    var visit = store.records[record].newestVisit
    while pending > 0, visit.isSome {
      pending -= store.visits[visit].pendingRuns
      var run = store.visits[visit].pendingRuns > 0 ? store.visits[visit].firstRun : .none
      while run.isSome {
        if let order = dueOrder(of: run), first.map({ order < $0.order }) ?? true {
          first = (run, order)
        }
        run = store.runs[run].nextInVisit
      }
      visit = store.visits[visit].olderVisit
    }
    return first?.run
  }

  /// Whether a run waits for nothing any more at a time.
  @inline(__always)
  func isDue(_ run: Slot<RunRow>, by time: Instant) -> Bool {
    guard store.runs[run].state == .waiting, let due = store.runs[run].dueTime.instant,
      due <= time, hold(of: run) == nil
    else { return false }
    return store.runs[run].detail?.notBeforeTime.map { $0 <= time } ?? true
  }

  /// The run's order among those that are due; nil if it is not.
  private func dueOrder(of run: Slot<RunRow>) -> DueOrder? {
    guard isDue(run, by: time), let due = store.runs[run].dueTime.instant else { return nil }
    return DueOrder(
      endsVisit: endsVisit(run),
      dueTime: due,
      position: store.runs[run].position,
      number: store.runs[run].number
    )
  }
}

/// The order in which runs of one item start at one instant.
private struct DueOrder: Comparable {
  let endsVisit: Bool
  let dueTime: Instant
  let position: UInt16
  let number: StoreNumber

  static func < (left: DueOrder, right: DueOrder) -> Bool {
    if left.endsVisit != right.endsVisit { return right.endsVisit }
    return (left.dueTime, left.position, left.number)
      < (right.dueTime, right.position, right.number)
  }
}
