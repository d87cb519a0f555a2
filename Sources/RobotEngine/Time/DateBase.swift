import RobotModel

/// A date from which a timing counts: a moment, or a reading of the wall clock.
struct DateBase {
  /// What the clocks show, or would show, at it.
  let reading: CivilDateTime
  /// When it is.
  let instant: Instant
  /// The reading is what counts, not the instant: it stays one until the result (S-39).
  let isReading: Bool
  /// The field holds a date without a time.
  let isDay: Bool
  /// Neither the field nor the robot names a time of the day: 09:00 was taken.
  let isTimeOpen: Bool

  /// 09:00, from which a date without a time counts if the robot names no other time (S-24).
  private static let morning = ClockTime(hour: 9, minute: 0) ?? .midnight

  /// The base that a field's value makes.
  ///
  /// - Parameter months: How many months later the occurrence lies; 29 February becomes 28 February
  ///   and a month's missing day its last, counted from the date itself (S-9).
  init(_ value: DateValue, months: Int64 = 0, timing: DateTiming, zone: ZoneTable) {
    let first: CivilDateTime
    switch value {
    case .day(let date):
      isDay = true
      isTimeOpen = timing.clockTime == nil && timing.atTime == nil
      let time = timing.clockTime ?? timing.atTime ?? Self.morning
      first = CivilDateTime(date: date, time: time)
    case .moment(let instant):
      isDay = false
      isTimeOpen = false
      let shown = zone.civil(at: instant)
      if months == 0, timing.clockTime == nil {
        reading = shown
        isReading = false
        self.instant = instant
        return
      }
      first = CivilDateTime(date: shown.date, time: timing.clockTime ?? shown.time)
    }
    isReading = true
    reading = CivilDateTime(date: first.date.adding(months: months), time: first.time)
    instant = zone.resolve(reading).instant
  }

  /// When the day of the base ends.
  func dayEnd(in zone: ZoneTable) -> Instant {
    let next = CivilDateTime(date: reading.date.adding(days: 1), time: .midnight)
    return zone.resolve(next).instant
  }
}
