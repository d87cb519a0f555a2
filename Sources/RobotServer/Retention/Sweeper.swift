import RobotEngine
import RobotModel

/// Removes what is no longer kept, a small part each turn (S-36).
final class Sweeper {
  private let state: DurableEngine
  private let snapshots: SnapshotKeeper

  init(_ state: DurableEngine, _ snapshots: SnapshotKeeper) {
    self.state = state
    self.snapshots = snapshots
  }

  /// Whether a sweep is due or under way.
  var isDue: Bool { state.engine.nextSweepTime.map { $0 <= state.clock.now } ?? false }

  /// When the next sweep begins; nil while one waits for a snapshot, whose end wakes the loop.
  var nextTime: Instant? { snapshots.isUnderWay ? nil : state.engine.nextSweepTime }

  /// Whether a sweep is due or under way, and waits for nothing.
  var canProceed: Bool { isDue && !snapshots.isUnderWay }

  /// Goes on with the sweep that is due, within a budget.
  ///
  /// - Returns: whether there is more to do without waiting for anything.
  func proceed(within budget: WorkBudget) -> Bool {
    guard canProceed else { return false }
    while state.makeRoom() {
      let goesOn = state.engine.sweepSome(at: state.clock.now)
      state.commit()
      if !goesOn { return false }
      if budget.isUsedUp { return true }
    }
    return false
  }
}
