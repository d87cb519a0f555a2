/// A date and a time of day as a wall clock shows them, without a zone.
///
/// It becomes an ``Instant`` only by a ``ZoneTable``; two of them compare as their texts do.
package struct CivilDateTime: Hashable, Comparable, Sendable {
  /// The day.
  package let date: CivilDate

  /// The time on that day.
  package let time: ClockTime

  /// The wall clock showing `time` on `date`.
  package init(date: CivilDate, time: ClockTime) {
    self.date = date
    self.time = time
  }

  package static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
    (left.date, left.time) < (right.date, right.time)
  }

  /// Milliseconds from 1970-01-01 00:00 to this reading, as if every day had 24 hours.
  package var millisecondsSinceEpoch: Int64 {
    date.daysSinceEpoch * ClockTime.millisecondsPerDay + Int64(time.millisecondOfDay)
  }

  /// The reading at that distance from 1970-01-01 00:00, held within the calendar's range.
  package init(millisecondsSinceEpoch: Int64) {
    let day = millisecondsSinceEpoch.dividedDown(by: ClockTime.millisecondsPerDay)
    let rest = millisecondsSinceEpoch - day * ClockTime.millisecondsPerDay
    date = CivilDate(daysSinceEpoch: day)
    time = ClockTime(millisecondOfDay: rest) ?? .midnight
  }

  /// The reading of a clock that shows UTC.
  package init(utc instant: Instant) {
    self.init(millisecondsSinceEpoch: instant.millisecondsSinceEpoch)
  }
}
