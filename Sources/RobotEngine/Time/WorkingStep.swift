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

  /// That was no working moment, so the last one of the day before it was taken, or its opening.
  case nearestOfDay(Instant)

  /// That day has no working moment that is early enough, so the working day before it was taken.
  case previousDay(CivilDate)

  /// The calendar has no working moment there.
  case none
}

extension WorkingStep: CustomStringConvertible {
  /// The step in words.
  package var description: String {
    switch self {
    case .added(let span, let reached): "plus \(span) of working time: \(reached)"
    case .subtracted(let span, let reached): "minus \(span) of working time: \(reached)"
    case .daysAdded(let count, let date): "plus \(Self.days(count)): \(date)"
    case .daysSubtracted(let count, let date): "minus \(Self.days(count)): \(date)"
    case .opening(let instant): "that day's work begins at \(instant)"
    case .next(let instant): "that is no working time: the next is \(instant)"
    case .nearestOfDay(let instant):
      "that is no working time: that day's nearest is \(instant)"
    case .previousDay(let date):
      "that is no working day or not early enough: the working day before it is \(date)"
    case .none: "the calendar has no working time there"
    }
  }

  private static func days(_ count: Int64) -> String {
    count == 1 ? "1 working day" : "\(count) working days"
  }
}
