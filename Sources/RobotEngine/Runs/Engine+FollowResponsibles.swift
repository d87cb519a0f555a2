import RobotModel

// Following the working time of items' responsibles (S-10, S-28)
//
// A run that is due and waits for the responsible's working time looks for it anew where that may
// be another: the item has another responsible, that one another calendar, or the calendar other
// hours.

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

  /// The runs that are due and wait for some responsible's working time, in the order of their
  /// slots.
  func runsOutsideHours() -> [Slot<RunRow>] {
    let versions = store.waitingRuns.versions.filter {
      store.robots[$0].robot.timing.maxResponsibleWaitMilliseconds != nil
    }
    return store.waitingRuns.runs(of: versions).filter(waitsForHours)
  }

  /// Lets a run that is due and waits for working time look for it anew.
  func lookForWorkingTime(_ run: Slot<RunRow>) {
    guard waitsForHours(run) else { return }
    store.runs[run].detail?.notBeforeTime = nil
    touch(run)
    arm(run, for: time)
  }

  private func waitsForHours(_ run: Slot<RunRow>) -> Bool {
    let row = store.runs[run]
    return row.reason == .workingTime && row.state == .waiting
  }
}
