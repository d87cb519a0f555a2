import RobotModel

// Whole working days (S-10). A working day is a date with a working moment.

extension WorkingTime {
  /// The working day so many working days after a date, which does not count itself.
  func day(_ count: Int64, after date: CivilDate) -> CivilDate? {
    days.day(count, after: date.daysSinceEpoch).map { CivilDate(daysSinceEpoch: $0) }
  }

  /// The working day so many working days before a date, which does not count itself.
  func day(_ count: Int64, before date: CivilDate) -> CivilDate? {
    days.day(count, before: date.daysSinceEpoch).map { CivilDate(daysSinceEpoch: $0) }
  }

  /// Whether a date is a working day.
  func isWorkingDay(_ date: CivilDate) -> Bool {
    !days.hours(on: date.daysSinceEpoch).isEmpty
  }

  /// The first working moment of a working day.
  func opening(of date: CivilDate) -> Instant {
    guard let first = spans(of: date).first else {
      preconditionFailure("\(date) has no working moment")
    }
    return Instant(millisecondsSinceEpoch: first.lowerBound)
  }

  /// The last working millisecond of a working day that is not after an instant; if there is none,
  /// the day's opening.
  func lastMoment(of date: CivilDate, notAfter limit: Instant) -> Instant {
    let last = spans(of: date).last { $0.lowerBound <= limit.millisecondsSinceEpoch }
    guard let last else { return opening(of: date) }
    return Instant(
      millisecondsSinceEpoch: min(last.upperBound - 1, limit.millisecondsSinceEpoch)
    )
  }

  /// When a date's hours are, in milliseconds since 1970: for each period of the zone the hours
  /// that its clocks show.
  private func spans(of date: CivilDate) -> [Range<Int64>] {
    let midnight = date.daysSinceEpoch * ClockTime.millisecondsPerDay
    let pieces = days.hours(on: date.daysSinceEpoch).pieces
    let last = midnight / 1000 + 86_400 + Self.widestOffsetSeconds
    var period = zone.period(atSeconds: midnight / 1000 - Self.widestOffsetSeconds)
    var spans: [Range<Int64>] = []
    while true {
      let begin = midnight - Int64(period.offsetSeconds) * 1000
      for piece in pieces {
        let lower = max(begin + piece.lowerBound, Self.milliseconds(period.start))
        let upper = min(begin + piece.upperBound, Self.milliseconds(period.end))
        if lower < upper { spans.append(lower..<upper) }
      }
      if period.end > last { return spans }
      period = zone.period(atSeconds: period.end)
    }
  }

  /// No zone's clocks are further from UTC.
  private static let widestOffsetSeconds: Int64 = 26 * 3600

  /// Seconds of a period's end in milliseconds; its "never" stays one.
  private static func milliseconds(_ seconds: Int64) -> Int64 {
    seconds == .min || seconds == .max ? seconds : seconds * 1000
  }
}
