/// A unit in which people say how long something takes.
package enum TimeUnit: UInt8, CaseIterable, Comparable, Sendable {
  case second = 1
  case minute
  case hour
  case day
  case week
  case month
  case year

  package static func < (left: TimeUnit, right: TimeUnit) -> Bool { left.rawValue < right.rawValue }

  /// Its length in elapsed milliseconds, or nil for a unit of the calendar (S-24).
  ///
  /// A day is a unit of the calendar, not 24 hours: it keeps the wall clock across a change of
  /// the zone's offset.
  package var elapsedMilliseconds: Int64? {
    switch self {
    case .second: 1000
    case .minute: 60_000
    case .hour: 3_600_000
    case .day, .week, .month, .year: nil
    }
  }
}
