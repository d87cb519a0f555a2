package import RobotModel

extension Engine {
  /// Starts a run anew that has failed, or one that was suppressed (S-23).
  ///
  /// It gets the next manual retry number, so that its action's key is new; texts and users are
  /// resolved anew, a condition that held is not decided again. It works after the visit closed,
  /// and releases no successor that has ended already. A robot that recurs goes on doing so.
  /// - Throws: `NOT_FOUND`, `FAILED_PRECONDITION` for a run that did not fail, a deleted item and a
  ///   robot that is deleted or disabled.
  package func perform(
    _ command: RetryRun,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RunView {
    advance(to: now)
    let run = try settledRun(command.run)
    guard store.runs[run].canBeRetried else {
      throw .unmet(
        "NOT_FAILED",
        "run \(command.run.text) \(store.runs[run].state.endWords); only one that failed or was"
          + " suppressed can be started again"
      )
    }
    let record = store.visits[store.runs[run].visit].record
    guard !store.records[record].isDeleted, isOfPresentRecord(store.runs[run].visit) else {
      throw .unmet("ITEM_DELETED", "\(store.key(of: record)) was deleted")
    }
    let slot = store.robots[store.runs[run].version].slot
    let robot = store.robots[slot]
    guard !robot.isDeleted, store.robots[store.robots.newest(slot)].robot.isEnabled else {
      throw .unmet(
        "ROBOT_DISABLED",
        "robot \"\(robot.id)\" is \(robot.isDeleted ? "deleted" : "disabled")"
      )
    }
    try checkIsUnchanging(robot.id)
    do throws(LoadError) {
      try compileIfNeeded(store.runs[run].version)
      try compileIfNeeded(store.robots.textVersion(of: store.runs[run].version))
    } catch {
      throw .unmet("ROBOT_CHANGED", error.description)
    }
    reopen(run, by: caller.user)
    // What was suppressed has not looked for its date yet.
    if let path = store.robots.compiled(store.runs[run].version).datePath {
      watchLink(of: path, of: record)
    }
    recur(besides: run)
    setDueTimeByHand(of: run, to: time, by: caller)
    settle(record)
    return runView(run)
  }

  /// Lets a run that has ended wait again; whoever does so gives it a due time.
  func reopen(_ run: Slot<RunRow>, by user: String) {
    let record = store.visits[store.runs[run].visit].record
    note(.runAskedFor, of: record, by: Author(user: user, run: run))
    tallyReopen(run)
    let old = coldPart(of: run)
    var detail = RunDetail()
    if old.detail.isSatisfied == true {
      detail.operands = old.detail.operands
      detail.isSatisfied = true
      // What the condition was decided on.
      (detail.invoice, detail.quote) = (old.detail.invoice, old.detail.quote)
    }
    detail.manualRetries = old.detail.manualRetries + 1
    old.detail = detail
    old.notBeforeTime = nil
    setState(.waiting, of: run)
    store.runs[run].startTime = .none
    store.runs[run].finishTime = .none
    store.runs[run].latenessCause = nil
    store.runs[run].attempts = 0
  }
}

extension RunRow {
  /// It failed, or the entry's automation was suppressed.
  var canBeRetried: Bool { state == .failed || state == .skipped && reason == .suppressed }
}
