import RobotModel

// Starts within working time (S-10)
//
// A due time that was computed with working time is a working moment. A start that comes late, by a
// downtime or because the due time was past when it was computed, may fall outside: then it waits
// for the next working moment. So does an action that is to be handed out late, after a failed
// attempt or because no worker was there. It also waits, as long as the robot says, for a working
// moment of the responsible's own calendar.

extension Engine {
  /// Lets a run that is due, or whose action is ready, wait for working time; false if it may
  /// start.
  func waitsForWorkingTime(_ run: Slot<RunRow>) -> Bool {
    if let notBefore = store.runs[run].detail?.notBeforeTime, notBefore <= time {
      store.runs[run].detail?.notBeforeTime = nil
      touch(run)
    }
    guard store.robots[brief: store.runs[run].version].gatesStart,
      let start = workingStart(of: run, at: time), start > time
    else { return false }
    coldPart(of: run).notBeforeTime = start
    store.runs[run].reason = .workingTime
    if store.runs[run].state == .ready { actionsOutsideHours.insert(run) }
    touch(run)
    arm(run, for: start)
    return true
  }

  /// The working moment for which a run has waited that is about to start: now, if other hours have
  /// let it go; nil if it has not waited for one.
  func hoursStart(of run: Slot<RunRow>) -> Instant? {
    guard store.runs[run].reason == .workingTime else { return nil }
    return store.runs[run].detail?.notBeforeTime ?? time
  }

  /// When a run will start that is ready to at a time ahead, by the hours of its item's responsible
  /// as they are known now.
  func foreseenStart(of run: Slot<RunRow>, readyAt ready: Instant) -> Instant {
    guard store.robots[brief: store.runs[run].version].gatesStart, ready > time,
      store.robots[store.runs[run].version].robot.timing.maxResponsibleWaitMilliseconds != nil
    else { return ready }
    var start = ready
    while let later = workingStart(of: run, at: start), later > start { start = later }
    return start
  }

  /// When a run that is ready to start at a time may do so; nil for then.
  private func workingStart(of run: Slot<RunRow>, at time: Instant) -> Instant? {
    let timing = store.robots[store.runs[run].version].robot.timing
    if store.runs[run].isAskedFor { return nil }
    let due = store.runs[run].dueTime.instant ?? time
    let lateness = time.milliseconds(since: due)
    if timing.workingTime != .off, lateness >= Limits.startToleranceMilliseconds,
      let calendar = calendar(named: timing.calendar), !calendar.contains(time)
    {
      return calendar.next(from: time)
    }
    guard let wait = timing.maxResponsibleWaitMilliseconds,
      let calendar = responsiblesCalendar(of: store.visits[store.runs[run].visit].record),
      !calendar.contains(time)
    else { return nil }
    return min(calendar.next(from: time) ?? .latest, due.adding(milliseconds: wait))
  }

  /// The working calendar of an item's responsible.
  private func responsiblesCalendar(of record: Slot<RecordRow>) -> WorkingTime? {
    guard let id = try? resolve(.responsible, of: record),
      let user = store.liveRecord(RecordKey(entityType: PredefinedTypes.user.id, id: id)),
      let number = store.schema.number(ofField: "calendar", in: store.records[user].entityType),
      case .text(let name)? = store.records[user].fields[number]
    else { return nil }
    return calendar(named: name)
  }
}
