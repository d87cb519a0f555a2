import RobotModel

extension SeededNumbers {
  /// A calendar with breaks, night shifts, holidays and extra days near a date.
  mutating func calendar(near date: CivilDate) -> WorkCalendar {
    var hours: [WorkingHours] = []
    for weekday in Weekday.allCases where !oneIn(3) {
      var time = below(20) * 15
      for _ in 0...below(3) where time < 1440 {
        let length = 15 + below(30) * 15
        let closes = time + length
        if closes > 1440, weekday != .monday { break }
        hours.append(
          WorkingHours(days: [weekday], opens: clock(time), closes: clock(closes % 1440))
        )
        time = closes + 15 + below(20) * 15
      }
    }
    if oneIn(3) {
      hours.removeAll { $0.opens < clock(360) || $0.opens >= clock(1320) }
      hours.append(WorkingHours(days: weekdays(), opens: clock(1320), closes: clock(360)))
    }
    if hours.isEmpty {
      hours = [WorkingHours(days: [.tuesday], opens: clock(480), closes: clock(960))]
    }
    var calendar = WorkCalendar(id: "random", timeZone: "", hours: hours)
    for _ in 0..<below(6) {
      let day = date.adding(days: Int64(below(60) - 30))
      calendar.holidays.append(
        CalendarDay(oneIn(2) ? .dated(day) : .yearly(month: day.month, day: day.day))
      )
    }
    for _ in 0..<below(4) {
      calendar.extraWorkingDays.append(
        CalendarDay(.dated(date.adding(days: Int64(below(60) - 30))))
      )
    }
    if oneIn(2), let holiday = calendar.holidays.first, case .dated = holiday.date {
      calendar.extraWorkingDays.append(holiday)
    }
    return calendar
  }

  private mutating func weekdays() -> [Weekday] {
    let days = Weekday.allCases.filter { _ in oneIn(2) }
    return days.isEmpty ? [.friday] : days
  }

  /// A time of day, in minutes after midnight.
  func clock(_ minute: Int) -> ClockTime {
    ClockTime(millisecondOfDay: Int64(minute % 1440) * 60_000) ?? .midnight
  }
}
