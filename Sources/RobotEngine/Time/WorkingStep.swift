package import RobotModel

/// One step by working time on the way to a due time (S-10).
package enum WorkingStep: Hashable, Sendable {
  /// A span was added in working hours.
  case added(TimeSpan, reaching: Instant)

  /// A span was taken off in working hours.
  case subtracted(TimeSpan, reaching: Instant)

  /// So many working days were added.
  case daysAdded(Int64, CivilDate)

  /// So many working days were taken off.
  case daysSubtracted(Int64, CivilDate)

  /// The working day begins at this instant.
  case opening(Instant)

  /// That was no working moment, so the next one was taken.
  case next(Instant)

  /// That was no working moment, so the last one before it on the same day was taken, or, where
  /// there is none, that day's opening.
  case nearestOfDay(Instant)

  /// That day has no working moment that is early enough, so the working day before it was taken.
  case previousDay(CivilDate)

  /// The calendar has no working moment there.
  case none
}
