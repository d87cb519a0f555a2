import RobotModel

extension Store {
  /// The id of a run's robot as history keeps it.
  func robotName(of run: Slot<RunRow>) -> NameSlot {
    let version = robots[runs[run].version]
    if let name = version.name { return name }
    let name = names.intern(version.robot.id)
    version.name = name
    return name
  }

  /// The runs of a visit, in the stage's order at entry.
  ///
  /// The places are read beforehand, so that the loop over them may change any run.
  func runs(of visit: Slot<VisitRow>) -> [Slot<RunRow>] {
    var slots: [Slot<RunRow>] = []
    var run = visits[visit].firstRun
    while run.isSome {
      slots.append(run)
      run = runs[run].nextInVisit
    }
    return slots
  }

  /// The visits of an item, oldest first.
  func visits(of record: Slot<RecordRow>) -> [Slot<VisitRow>] {
    var slots: [Slot<VisitRow>] = []
    var visit = records[record].newestVisit
    while visit.isSome {
      slots.append(visit)
      visit = visits[visit].olderVisit
    }
    return slots.reversed()
  }
}
