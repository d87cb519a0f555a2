package import RobotModel

extension Engine {
  /// Nothing is due before this time; nil if nothing waits for a time.
  ///
  /// Exact for what is due within a quarter of a second, else it may be somewhat early: calling
  /// ``fireNext(at:)`` at that time brings the answer nearer.
  package var nextDueTime: Instant? {
    if !inFlightChanges.isEmpty || !calendarChanges.isEmpty || !linkChanges.isEmpty { return time }
    if store.holds.isEverythingPaused { return nil }
    if !runsToTakeBack.isEmpty { return time }
    let graceEnd = catchUp.isGoingOn ? catchUp.end : nil
    return [timers.nextDue, nextApplicationTime, graceEnd].compactMap(\.self).min()
  }

  /// Starts what is due first at `now` or before, with everything else of its item that is due.
  ///
  /// Applying a robot to existing items comes after all that is due.
  /// One item's instant is one batch and is never split (S-16). Now and then a call only sorts
  /// timers and changes nothing; then it answers true, too.
  /// - Returns: False when nothing is due.
  package func fireNext(at now: Instant) -> Bool {
    advance(to: now)
    if changeSomeInFlight() || followSomeCalendar() || followSomeLinks() { return true }
    if store.holds.isEverythingPaused { return false }
    endCatchUpInTime()
    if takeBackSome() { return true }
    var effort = Self.timerSteps
    switch timers.fire(dueBy: time, effort: &effort) {
    case .nothingDue:
      return applyToNext()
    case .effortSpent:
      return true
    case .timer(let timer):
      let run = Slot<RunRow>(index: timer.slot)
      if store.runs[run].state == .ready {
        endWait(of: run)
      } else {
        settle(store.visits[store.runs[run].visit].record)
      }
      return true
    }
  }

  /// About a millisecond of moving timers within the wheel.
  private static let timerSteps = 1_000

  /// Moves engine time forward, never back.
  func advance(to now: Instant) {
    if time < now { time = now }
  }

  /// Moves a simulated clock, and makes its time durable with the current batch (S-34), also where
  /// asking for what is due has moved it before.
  package func setSimulatedTime(_ now: Instant) {
    precondition(configuration.isClockSimulated, "only a simulated clock is set")
    advance(to: now)
    batch.isStoreTouched = true
  }
}
