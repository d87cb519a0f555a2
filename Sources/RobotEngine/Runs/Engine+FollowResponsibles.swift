import RobotModel

// Following the working time of items' responsibles (S-10, S-28)
//
// A run that is due and waits for the responsible's working time looks for it anew where that may
// be another: the item has another responsible, that one another calendar, or the calendar other
// hours. So does an action that is ready and waits for working time, the responsible's or its
// robot's.

extension Engine {
  /// Lets runs take notice of changed fields of an item or a user.
  func followResponsible(of record: Slot<RecordRow>, fields: [FieldNumber]) {
    guard store.robots.followsResponsibles else { return }
    let type = store.records[record].entityType
    if let responsible = store.schema.number(ofField: "responsible", in: type),
      fields.contains(responsible)
    {
      for run in pendingRuns(of: record) { lookForWorkingTime(run) }
    }
    if store.schema.id(of: type) == PredefinedTypes.user.id,
      let calendar = store.schema.number(ofField: "calendar", in: type), fields.contains(calendar)
    {
      followResponsibles()
    }
  }

  /// The runs that are due and wait for some responsible's working time, and the actions that wait
  /// for any, in the order of their slots.
  func runsOutsideHours() -> [Slot<RunRow>] {
    actionsOutsideHours = actionsOutsideHours.filter { run in
      store.runs[run].state == .ready && waitsForHours(run)
    }
    let versions = store.waitingRuns.versions.filter {
      store.robots[$0].robot.timing.maxResponsibleWaitMilliseconds != nil
    }
    let runs = store.waitingRuns.runs(of: versions).filter(waitsForHours) + actionsOutsideHours
    return runs.sorted { $0.index < $1.index }
  }

  /// Lets a run that is due, or whose action is ready, and that waits for working time look for it
  /// anew.
  func lookForWorkingTime(_ run: Slot<RunRow>) {
    guard waitsForHours(run) else { return }
    store.runs[run].detail?.notBeforeTime = nil
    if store.runs[run].state == .ready {
      // Whoever hands it out looks at the hours.
      timers.cancel(run.index)
      return endWait(of: run)
    }
    touch(run)
    arm(run, for: time)
  }

  private func waitsForHours(_ run: Slot<RunRow>) -> Bool {
    let row = store.runs[run]
    return row.reason == .workingTime && (row.state == .waiting || row.state == .ready)
  }
}
