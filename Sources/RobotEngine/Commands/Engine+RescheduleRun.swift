package import RobotModel

extension Engine {
  /// Gives a run that waits for its time another due time; one that has passed starts it now.
  ///
  /// If the date that the time was computed from changes later, it is computed anew (S-7); the
  /// calendar has no say in what a person has set. A run of a recurring date that is empty comes to
  /// be one by hand (S-23), and another waits for the date.
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` for a time too far ahead, `FAILED_PRECONDITION` for
  ///   a run that has started or waits for the robot before it.
  package func perform(
    _ command: RescheduleRun,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RunView {
    advance(to: now)
    let run = try settledRun(command.run)
    try checkDueTime(command.dueTime)
    guard store.runs[run].state == .waiting else {
      let state = store.runs[run].state
      throw .unmet(
        "RUN_STARTED",
        "run \(command.run.text) \(state.isFinal ? state.endWords : "has started") already"
      )
    }
    guard store.runs[run].reason != .previous else {
      throw .unmet(
        "RUN_FOLLOWS",
        "run \(command.run.text) waits for the robot before it and has no time yet"
      )
    }
    let record = store.visits[store.runs[run].visit].record
    // Nobody is late who starts when a person asks for it.
    let due = max(command.dueTime, time)
    var parts = EntryParts()
    parts.detail = HistoryDetail(
      field: "due_time",
      oldValue: store.runs[run].dueTime.instant.map { .timestamp($0) },
      newValue: .timestamp(due)
    )
    note(.runRescheduled, of: record, by: Author(user: caller.user, run: run), parts)
    // The next occurrence of a recurring date does not wait for one that was put off.
    recur(besides: run)
    setDueTimeByHand(of: run, to: due, by: caller)
    settle(record)
    return runView(run)
  }

  private func checkDueTime(_ due: Instant) throws(RequestError) {
    let years = Limits.delayYears
    let latest = time.adding(milliseconds: years * 366 * 86_400_000)
    guard due <= latest else {
      throw .invalid("due_time", "is \(due); expected a time within \(years) years")
    }
  }

  /// Lets a run wait for a time that a person has set.
  func setDueTimeByHand(of run: Slot<RunRow>, to due: Instant, by caller: Caller) {
    store.runs[run].isPutAside = false
    coldPart(of: run).detail.askedBy = caller.user
    coldPart(of: run).notBeforeTime = nil
    touch(run)
    setDueTime(of: run, to: due)
  }
}
