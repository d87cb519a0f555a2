package import RobotModel

/// A timer that has come due; it is no longer armed.
package struct FiredTimer: Hashable, Sendable {
  /// The slot it was armed for.
  package let slot: UInt32

  /// When it was due; never later than the time it was fired for.
  package let due: Instant

  /// The order key given when it was armed.
  package let order: UInt64
}

/// What became of asking for the next due timer.
package enum TimerFiring: Hashable, Sendable {
  /// This one is next.
  case timer(FiredTimer)

  /// None is due by then.
  case nothingDue

  /// The effort is used up before it is known which is next; ask again.
  case effortSpent
}
