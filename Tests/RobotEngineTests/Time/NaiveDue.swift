import RobotModel

/// Due times minute by minute, each rule as it is written (S-10, S-24, S-39).
struct NaiveDue {
  let days: NaiveCalendar
  let mode: WorkingTimeMode

  /// A base: a moment, or a date with the time of that day from which it counts.
  enum Base {
    case moment(Int)
    case day(CivilDate, ClockTime, isTimeGiven: Bool)
  }

  func due(_ base: Base, _ direction: DateDirection, _ span: TimeSpan) -> Instant? {
    let isAt = direction == .at || direction == .before && span.isZero
    if isAt { return minute(base).flatMap { after($0) } }
    return direction == .after ? after(base, span) : before(base, span)
  }

  /// "At 10:00": the next one, which must be worked.
  func next(_ time: ClockTime, from start: Int) -> Instant? {
    var date = days.clock[start].date.adding(days: -2)
    while let minute = days.resolve(CivilDateTime(date: date, time: time)) {
      if minute >= start, mode == .off || days.works.indices.contains(minute) && days.works[minute]
      {
        return days.instant(minute)
      }
      date = date.adding(days: 1)
    }
    return nil
  }

  private func minute(_ base: Base) -> Int? {
    switch base {
    case .moment(let minute): minute
    case .day(let date, let time, _): days.resolve(CivilDateTime(date: date, time: time))
    }
  }

  private func reading(_ base: Base) -> CivilDateTime {
    switch base {
    case .moment(let minute): days.clock[minute]
    case .day(let date, let time, _): CivilDateTime(date: date, time: time)
    }
  }

  /// The next working moment, where the calendar counts.
  private func after(_ minute: Int) -> Instant? {
    mode == .off ? days.instant(minute) : days.next(minute).map { days.instant($0) }
  }

  private func after(_ base: Base, _ span: TimeSpan) -> Instant? {
    guard let minute = minute(base) else { return nil }
    guard mode == .count, span.unit <= .day else {
      return plain(base, span, sign: 1).flatMap { after($0) }
    }
    guard let start = days.next(minute) else { return nil }
    if span.isZero { return days.instant(start) }
    if span.unit < .day {
      return days.adding(Self.minutes(span), to: start).map { days.instant($0) }
    }
    let time = start == minute ? reading(base).time : days.clock[start].time
    guard let date = days.day(Int(span.count), from: days.clock[start].date) else { return nil }
    let reading = CivilDateTime(date: date, time: time)
    return days.resolve(reading).flatMap { days.next($0) }.map { days.instant($0) }
  }

  private func before(_ base: Base, _ span: TimeSpan) -> Instant? {
    guard let minute = minute(base) else { return nil }
    if mode == .off { return plain(base, span, sign: -1).map { days.instant($0) } }
    guard mode == .count, span.unit <= .day else {
      return plain(base, span, sign: -1).flatMap { shiftedBack($0, before: minute) }
    }
    if span.unit < .day {
      return days.subtracting(Self.minutes(span), from: minute).map { days.instant($0) }
    }
    guard let date = days.day(-Int(span.count), from: reading(base).date) else { return nil }
    if case .day(_, _, false) = base { return days.opening(of: date) }
    return moment(of: date, at: reading(base).time)
  }

  /// By the rule above on the same day if it is a working day and the result is before the base,
  /// else on the previous working day.
  private func shiftedBack(_ plain: Int, before base: Int) -> Instant? {
    let shown = days.clock[plain]
    guard days.isKnown(shown.date) else { return nil }
    if days.isWorkingDay(shown.date),
      let same = days.lastMoment(of: shown.date, notAfter: plain), same < days.instant(base)
    {
      return same
    }
    return days.day(-1, from: shown.date).flatMap { moment(of: $0, at: shown.time) }
  }

  private func moment(of date: CivilDate, at time: ClockTime) -> Instant? {
    days.resolve(CivilDateTime(date: date, time: time)).flatMap {
      days.lastMoment(of: date, notAfter: $0)
    }
  }

  private func plain(_ base: Base, _ span: TimeSpan, sign: Int) -> Int? {
    guard let minute = minute(base) else { return nil }
    let count = Int(span.count) * sign
    let result: Int?
    switch span.unit {
    case .second, .minute, .hour: result = minute + Self.minutes(span) * sign
    case .day, .week, .month, .year:
      if count == 0 { return minute }
      let from = reading(base)
      let date =
        switch span.unit {
        case .day: from.date.adding(days: Int64(count))
        case .week: from.date.adding(days: Int64(count) * 7)
        case .month: from.date.adding(months: Int64(count))
        case .year, .second, .minute, .hour: from.date.adding(months: Int64(count) * 12)
        }
      result = days.resolve(CivilDateTime(date: date, time: from.time))
    }
    return result.flatMap { days.works.indices.contains($0) ? $0 : nil }
  }

  private static func minutes(_ span: TimeSpan) -> Int {
    Int(span.count) * (span.unit == .hour ? 60 : 1)
  }
}
