/// A date in every year and a time on it, as a POSIX zone rule writes them.
struct ZoneRuleDate: Hashable, Sendable {
  /// Which day of the year.
  enum Day: Hashable, Sendable {
    /// `J1` to `J365`: the n-th day, 29 February never counted, so 60 is always 1 March.
    case ordinalWithoutLeapDay(Int)

    /// `0` to `365`: days after 1 January, 29 February counted.
    case daysAfterNewYear(Int)

    /// `M3.5.0`: a weekday in a month, the first to the fourth, or the last if `week` is 5.
    case weekday(month: Int, week: Int, weekday: Weekday)
  }

  /// The day.
  var day: Day

  /// Seconds from that day's midnight; up to 167 hours before or after it.
  var secondsFromMidnight: Int32

  /// Seconds from 1970-01-01 00:00 to this time in the given year, read as UTC.
  func seconds(inYear year: Int) -> Int64 {
    daysSinceEpoch(inYear: year) * 86_400 + Int64(secondsFromMidnight)
  }

  private func daysSinceEpoch(inYear year: Int) -> Int64 {
    switch day {
    case .ordinalWithoutLeapDay(let ordinal):
      let leapDay = CivilDate.isLeap(year: year) && ordinal >= 60 ? 1 : 0
      return firstDay(ofMonth: 1, year) + Int64(ordinal - 1 + leapDay)
    case .daysAfterNewYear(let days):
      return firstDay(ofMonth: 1, year) + Int64(days)
    case .weekday(let month, let week, let weekday):
      let first = firstDay(ofMonth: month, year)
      let firstWeekday = Weekday(daysSinceEpoch: first)
      let toWeekday = (Int(weekday.rawValue) - Int(firstWeekday.rawValue) + 7) % 7
      var dayInMonth = toWeekday + (week - 1) * 7
      if dayInMonth >= CivilDate.days(inMonth: month, ofYear: year) { dayInMonth -= 7 }
      return first + Int64(dayInMonth)
    }
  }

  private func firstDay(ofMonth month: Int, _ year: Int) -> Int64 {
    guard let date = CivilDate(year: year, month: month, day: 1) else {
      preconditionFailure("month \(month) of year \(year) is outside the calendar")
    }
    return date.daysSinceEpoch
  }
}
