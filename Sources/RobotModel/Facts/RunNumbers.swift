/// What every run has: all of it but its robot's id and what it keeps once it has started.
///
/// Holds no references, so that handing it on costs nothing. The names are those of ``Run``.
package struct RunNumbers: Hashable, Sendable {
  package var number: StoreNumber
  package var visit: StoreNumber
  package var robotVersion: Int64
  package var position: UInt32
  package var occurrence: UInt32
  package var state: RunState
  package var reason: Reason?
  package var latenessCause: LatenessCause?
  package var dueTime: Instant?
  package var notBeforeTime: Instant?
  package var startTime: Instant?
  package var finishTime: Instant?
  package var attempts: UInt32
  package var placedBehind: StoreNumber?

  /// Joins what a run has.
  @inline(__always)
  package init(
    number: StoreNumber,
    visit: StoreNumber,
    robotVersion: Int64,
    position: UInt32,
    occurrence: UInt32,
    state: RunState,
    reason: Reason?,
    latenessCause: LatenessCause?,
    dueTime: Instant?,
    notBeforeTime: Instant?,
    startTime: Instant?,
    finishTime: Instant?,
    attempts: UInt32,
    placedBehind: StoreNumber?
  ) {
    self.number = number
    self.visit = visit
    self.robotVersion = robotVersion
    self.position = position
    self.occurrence = occurrence
    self.state = state
    self.reason = reason
    self.latenessCause = latenessCause
    self.dueTime = dueTime
    self.notBeforeTime = notBeforeTime
    self.startTime = startTime
    self.finishTime = finishTime
    self.attempts = attempts
    self.placedBehind = placedBehind
  }
}

extension Run {
  /// Joins the parts of a run.
  package init(_ numbers: RunNumbers, robot: String, detail: RunDetail?) {
    self.init(
      number: numbers.number,
      visit: numbers.visit,
      robot: robot,
      robotVersion: numbers.robotVersion,
      position: numbers.position
    )
    occurrence = numbers.occurrence
    state = numbers.state
    reason = numbers.reason
    latenessCause = numbers.latenessCause
    dueTime = numbers.dueTime
    notBeforeTime = numbers.notBeforeTime
    startTime = numbers.startTime
    finishTime = numbers.finishTime
    attempts = numbers.attempts
    placedBehind = numbers.placedBehind
    self.detail = detail
  }

  /// All but its robot's id and its detail.
  package var numbers: RunNumbers {
    RunNumbers(
      number: number,
      visit: visit,
      robotVersion: robotVersion,
      position: position,
      occurrence: occurrence,
      state: state,
      reason: reason,
      latenessCause: latenessCause,
      dueTime: dueTime,
      notBeforeTime: notBeforeTime,
      startTime: startTime,
      finishTime: finishTime,
      attempts: attempts,
      placedBehind: placedBehind
    )
  }
}
