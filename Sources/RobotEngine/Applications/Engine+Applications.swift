import RobotModel

// Applying a robot to existing items (O9)
//
// A robot is pinned at entry, so a new one does nothing for the items that are there. Applying it
// walks the stage's list, which is in the order of entry, and takes one item after another at the
// pace that was asked for. Each is one instant of that item, and one batch together with how far
// the application has come: a service that is killed goes on behind the last item that counts.
//
// Items that have a run of the robot in their visit, but for runs by hand, are passed over, so
// nothing is done twice, and what enters meanwhile gets its run by entering. The application ends
// at the end of the list.

extension Engine {
  /// When the next item is to be taken; nil while none is, or while its pipeline is paused.
  var nextApplicationTime: Instant? {
    if store.applications.running.isEmpty { return nil }
    return applicationsGoingOn.map(\.application.nextTime).min()
  }

  /// Takes the next item of an application that is due; false if none is.
  func applyToNext() -> Bool {
    if store.applications.running.isEmpty { return false }
    guard let row = applicationsGoingOn.first(where: { $0.application.nextTime <= time }) else {
      return false
    }
    let application = row.application
    guard let slot = store.robots.slot(of: application.robot),
      store.robots[store.robots.newest(slot)].robot.isEnabled
    else {
      _ = end(row, because: .ruleDisabled)
      return true
    }
    if store.robots[store.robots.newest(slot)].robot.place == application.place {
      takeNext(of: row, robot: slot)
    } else {
      _ = end(row, because: .ruleChanged)
    }
    return true
  }

  /// The applications that will come to an item, each with the time at which it is the item's turn
  /// if all stays as it is.
  ///
  /// - Complexity: linear in the items of the stage, for each robot that is being applied there.
  func applications(comingTo item: Slot<RecordRow>) -> [RobotApplication] {
    let visit = store.records[item].visit
    guard visit.isSome else { return [] }
    let stage = store.schema.key(of: store.visits[visit].stage)
    return store.applications.running.compactMap { id in
      guard let row = store.applications[id], row.application.place == stage,
        let robot = store.robots.slot(of: id),
        store.visits[visit].number > row.application.lastVisit
      else { return nil }
      var before: Int64 = 0
      var record = place(of: row)
      while record.isSome, record != item {
        let isNew = store.visits[store.records[record].visit].number > row.application.lastVisit
        if isNew, existing(record, for: robot) != nil { before += 1 }
        record = store.records[record].nextInStage
      }
      guard record == item else { return nil }
      var application = row.application
      application.nextTime = row.nextTime(after: before)
      return application
    }
  }

  /// What keeps an application from taking its next item; nil if nothing does, or it has ended.
  func hold(of application: RobotApplication) -> Reason? {
    guard application.endTime == nil, let stage = store.schema.slot(ofStage: application.place)
    else { return nil }
    return store.holds.isEverythingPaused || isPipelinePaused(of: stage) ? .paused : nil
  }

  /// Keeps how far an application has come, durably with the current batch.
  func put(_ row: ApplicationTable.Row) -> RobotApplication {
    store.applications.put(row)
    batch.definitions.append(.robotApplication(row.application))
    return row.application
  }

  /// Ends an application: at its last item, or for a reason before that.
  func end(_ row: ApplicationTable.Row, because reason: Reason? = nil) -> RobotApplication {
    var ended = row
    ended.application.endTime = time
    ended.application.reason = reason
    return put(ended)
  }

  private var applicationsGoingOn: [ApplicationTable.Row] {
    store.applications.running.compactMap { store.applications[$0] }
      .filter { hold(of: $0.application) == nil }
  }

  /// Looks for the next item from where the last one was, and takes it.
  private func takeNext(of row: ApplicationTable.Row, robot: RobotSlot) {
    var row = row
    var record = place(of: row)
    var examined = 0
    while record.isSome, examined < Self.examinedAtOnce {
      examined += 1
      let visit = store.records[record].visit
      let next = store.records[record].nextInStage
      if store.visits[visit].number > row.application.lastVisit {
        row.application.lastVisit = store.visits[visit].number
        if let existing = existing(record, for: robot) {
          row.application.runCount += 1
          row.keepPace(at: time)
          setCursor(of: &row, to: next)
          _ = put(row)
          apply(robot, to: existing, of: record, for: row.application.user)
          settle(record)
          return
        }
      }
      record = next
    }
    guard record.isSome else {
      _ = end(row)
      return
    }
    // What was passed over changes nothing: after a restart it is passed over again.
    setCursor(of: &row, to: record)
    store.applications.put(row)
  }

  /// Some hundred microseconds of passing over items.
  private static let examinedAtOnce = 1_000

  /// Where an application goes on: behind the last item, or from the list's beginning on if the
  /// item there has left meanwhile.
  private func place(of row: ApplicationTable.Row) -> Slot<RecordRow> {
    let cursor = row.cursor
    if cursor.record.isSome, store.records[cursor.record].visit.isSome,
      store.visits[store.records[cursor.record].visit].number == cursor.visit
    {
      return cursor.record
    }
    guard let stage = store.schema.slot(ofStage: row.application.place) else { return .none }
    return store.schema.stages[Int(stage.rawValue)].firstItem
  }

  private func setCursor(of row: inout ApplicationTable.Row, to record: Slot<RecordRow>) {
    row.cursor.record = record
    row.cursor.visit = record.isSome ? store.visits[store.records[record].visit].number : .none
  }
}
