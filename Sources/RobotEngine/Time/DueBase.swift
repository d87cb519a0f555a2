package import RobotModel

/// That from which a due time is counted.
package enum DueBase: Hashable, Sendable {
  /// The item's entry into the stage.
  case entry(Instant)

  /// The finish of the robot before it (S-4).
  case previousFinished(Instant)

  /// A date field's moment, or the time of its day from which it counts.
  case date(path: String, Instant)

  /// The occurrence of a recurring date (S-9).
  case occurrence(path: String, CivilDate, Instant)

  /// The moment that the robot names.
  case named(Instant)

  /// When it is.
  package var instant: Instant {
    switch self {
    case .entry(let instant), .previousFinished(let instant), .date(_, let instant),
      .occurrence(_, _, let instant), .named(let instant):
      instant
    }
  }
}
