import Journal
import Linux
import RobotEngine
import RobotModel

/// The parts of a turn that need more than one statement.
extension Service {
  /// Waits until a descriptor is ready or something is due, not at all while work is left.
  func waitForEvents() throws(RobotServerError) {
    try RobotServerError.wrapping { () throws(SystemError) in
      var timeout: Int32? = 0
      if !hasWorkLeft, !sync.hasWork(isNeeded: snapshots.waitsForSync) {
        timeout = millisecondsToNextDeadline
        try alarm.arm(for: nextAlarm)
      }
      try events.wait(timeoutMilliseconds: timeout)
    }
  }

  /// Tells every source of its event, within a budget; what is left is told of in the next turn.
  func handleEvents(within budget: WorkBudget) {
    while events.handleNext() {
      if budget.isUsedUp { break }
    }
    connections.expire()
    acceptor?.resume()
  }

  /// Makes what was appended durable and has the journal's next segment prepared.
  func keep() throws(RobotServerError) {
    if let failure = state.failure { throw failure }
    try sync.sync(isNeeded: snapshots.waitsForSync, now: connections.now)
    if let preparation = state.writer.takePreparation() {
      try background.hand(.prepareSegment(preparation))
    }
  }

  /// How often room for the journal is looked for while there is none.
  private static let roomNanoseconds: UInt64 = 1_000_000_000

  /// When the wall clock will make something due: a run, the end of a lease, or a sweep.
  private var nextAlarm: Instant? {
    // What is due has to wait for room, which the turns look for.
    if state.isRefusing { return nil }
    return [state.engine.nextDueTime, workers.earliestLeaseEnd, sweeper.nextTime]
      .compactMap(\.self).min()
  }

  /// Real time until a connection, the patience of draining, or waiting for workers is over.
  private var millisecondsToNextDeadline: Int32? {
    var next = min(connections.earliestDeadline, sync.nextDeadline, feed.nextDeadline)
    next = min(next, snapshots.nextDeadline)
    if case .draining(let end) = phase { next = min(next, end) }
    if let end = advancer.settleEnd { next = min(next, end) }
    if state.isRefusing { next = min(next, connections.now + Self.roomNanoseconds) }
    guard next != .max else { return nil }
    let now = UInt64(Clock.monotonicNanoseconds())
    return next > now ? Int32(clamping: (next - now + 999_999) / 1_000_000) : 0
  }
}
