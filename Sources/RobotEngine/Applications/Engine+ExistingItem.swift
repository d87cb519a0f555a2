import RobotModel

/// What applying a robot to an existing item would do.
enum ExistingItem {
  /// It gets its first run of the robot in its visit.
  case new
  /// The run that was suppressed at entry is started.
  case suppressed(Slot<RunRow>)
}

extension Engine {
  /// What applying a robot would do to an item that stands in its stage; nil for nothing, since it
  /// has a run of the robot in its visit.
  ///
  /// A run by hand is an occurrence of its own and counts for nothing here (S-23).
  func existing(_ record: Slot<RecordRow>, for robot: RobotSlot) -> ExistingItem? {
    var found = ExistingItem.new
    for run in store.runs(of: store.records[record].visit)
    where store.robots[store.runs[run].version].slot == robot
      && !store.runs[run].isManual
    {
      guard store.runs[run].state == .skipped, store.runs[run].reason == .suppressed else {
        return nil
      }
      found = .suppressed(run)
    }
    return found
  }

  /// Lets a robot run for an item that was there before it, as it now is, counted from the entry.
  func apply(
    _ robot: RobotSlot,
    to existing: ExistingItem,
    of record: Slot<RecordRow>,
    for user: String
  ) {
    let version = store.robots.newest(robot)
    let visit = store.records[record].visit
    keepEntryValues(for: version, of: visit)
    let run: Slot<RunRow>
    switch existing {
    case .suppressed(let suppressed):
      run = suppressed
      reopen(run, by: user)
      store.setVersion(version, of: run)
    case .new:
      run = makeRun(of: version, in: visit, behind: predecessor(of: robot, in: visit))
      note(.runAskedFor, of: record, by: Author(user: user, run: run))
    }
    schedule(run)
    decideAtEntry(run)
  }

  /// Makes the run of a version that was not in force at entry.
  private func makeRun(
    of version: RobotVersionSlot,
    in visit: Slot<VisitRow>,
    behind place: Slot<RunRow>
  ) -> Slot<RunRow> {
    let run = store.insert(
      RunRow(
        number: store.makeNumber(at: time),
        visit: visit,
        version: version,
        position: UInt16(clamping: store.robots[version].robot.position),
        occurrence: 0
      ),
      behind: place
    )
    tallyBegin(of: run)
    touch(run)
    return run
  }

  /// The run of the nearest robot before one, in the stage's present order, that has a run in a
  /// visit; `none` if there is no such robot.
  private func predecessor(of robot: RobotSlot, in visit: Slot<VisitRow>) -> Slot<RunRow> {
    let before = store.robots.robots(in: store.visits[visit].stage).prefix { $0 != robot }
    var nearest: (place: Int, run: Slot<RunRow>)?
    for run in store.runs(of: visit)
    where !store.runs[run].isManual {
      guard let place = before.lastIndex(of: store.robots[store.runs[run].version].slot),
        nearest.map({ $0.place < place }) ?? true
      else { continue }
      nearest = (place, run)
    }
    return nearest?.run ?? .none
  }
}
