import RobotModel

// Following a calendar by which very many runs wait (S-7)
//
// A calendar is in force at once, but the due times that it moves may be a million: with the
// command some of them are computed anew, as a rule all, and the others in steps that come before
// anything else that is due. A run that is about to start before its turn has come looks at the
// calendar first. How far the steps have come is stored with each of them, so that the next start
// goes on where a crash has cut them off.

extension Engine {
  /// Lets the runs that wait by a calendar take notice of its new version; some now, the others
  /// soon.
  func followCalendar(_ id: String) {
    followResponsibles()
    beginToFollow(id, runsWaiting(by: id))
  }

  /// Lets all runs and actions take notice that wait for some responsible's working time, and all
  /// actions that wait for their robot's; some now, the others soon.
  ///
  /// If that is under way it begins anew.
  func followResponsibles() {
    beginToFollow("", runsOutsideHours())
  }

  private func beginToFollow(_ calendar: String, _ runs: [Slot<RunRow>]) {
    let count = calendarChanges.count
    calendarChanges.removeAll { $0.calendar == calendar }
    let wasUnderWay = calendarChanges.count < count
    var change = CalendarChange(calendar: calendar, lastRun: .none, runsLeft: RowsLeft(runs))
    follow(&change)
    if !change.runsLeft.isEmpty { calendarChanges.append(change) }
    if wasUnderWay || !change.runsLeft.isEmpty {
      batch.definitions.append(.calendarProgress(change.progress))
    }
  }

  /// Goes on with the oldest calendar's change that is not done; false if there is none.
  func followSomeCalendar() -> Bool {
    guard var change = calendarChanges.first else { return false }
    follow(&change)
    if change.runsLeft.isEmpty {
      calendarChanges.removeFirst()
    } else {
      calendarChanges[0] = change
    }
    batch.definitions.append(.calendarProgress(change.progress))
    return true
  }

  /// Lets a run that is about to start take notice of its calendar's new version, whose turn has
  /// not come to it yet; for the hours of a responsible a run looks whenever it starts.
  ///
  /// - Returns: Whether the run is not to start now.
  func finishFollowing(_ run: Slot<RunRow>) -> Bool {
    let change = calendarChanges.first { !$0.isOfResponsibles && $0.runsLeft.contains(run) }
    guard let change else { return false }
    follow(change.calendar, run)
    return store.runs[run].state != .waiting
      || store.runs[run].dueTime.instant.map { $0 > time } ?? true
  }

  /// Refuses what would cross a calendar's change that has not come to all of its runs.
  ///
  /// - Throws: `ABORTED`.
  func checkIsFollowed(_ calendar: String) throws(RequestError) {
    guard calendarChanges.contains(where: { $0.calendar == calendar }) else { return }
    throw RequestError(
      .aborted,
      reason: "RUNS_ARE_CHANGING",
      message: "the last change of calendar \"\(calendar)\" has not come to all of its waiting runs"
        + " yet; try again in a moment",
      metadata: [
        RequestError.Detail("resource", "calendar"), RequestError.Detail("id", calendar),
      ]
    )
  }

  private func follow(_ change: inout CalendarChange) {
    for run in change.runsLeft.take(Self.changedAtOnce) {
      change.lastRun = store.runs[run].number
      if change.isOfResponsibles {
        lookForWorkingTime(run)
      } else if store.runs[run].state == .waiting {
        follow(change.calendar, run)
      }
    }
  }

  /// Computes a run's due time anew, unless a person has set it; one that was due before the
  /// calendar changed and waits for working time looks for it anew.
  private func follow(_ calendar: String, _ run: Slot<RunRow>) {
    guard store.robots[store.runs[run].version].robot.timing.calendar == calendar,
      !store.runs[run].isAskedFor
    else { return }
    let changeTime = store.calendars[calendar]?.calendar.updateTime ?? time
    guard let due = store.runs[run].dueTime.instant, due <= changeTime else {
      return computeAnew(run)
    }
    lookForWorkingTime(run)
  }
}

// MARK: - After a crash

extension Engine {
  /// Takes in how far the runs had come to follow a calendar.
  func load(_ progress: CalendarProgress) {
    calendarChanges.removeAll { $0.calendar == progress.calendar }
    if progress.isOver { return }
    calendarChanges.append(
      CalendarChange(
        calendar: progress.calendar,
        lastRun: progress.lastRun,
        runsLeft: RowsLeft([])
      )
    )
  }

  /// Finds the runs to which the calendars' changes had not come when the service ended.
  func findInterruptedCalendarChanges() {
    for index in calendarChanges.indices {
      let last = calendarChanges[index].lastRun
      let change = calendarChanges[index]
      let runs = change.isOfResponsibles ? runsOutsideHours() : runsWaiting(by: change.calendar)
      calendarChanges[index].runsLeft = RowsLeft(runs.filter { store.runs[$0].number > last })
    }
  }
}
