package import RobotModel

/// The event from which a due time is counted.
package enum DueBase: Hashable, Sendable {
  /// The item's entry into the stage.
  case entry(Instant)

  /// The finish of the robot before it (S-4).
  case previousFinished(Instant)

  /// When it happened.
  package var instant: Instant {
    switch self {
    case .entry(let instant), .previousFinished(let instant): instant
    }
  }
}
