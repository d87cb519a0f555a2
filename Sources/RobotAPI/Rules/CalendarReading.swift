import CRobotsProto
import RobotModel

extension MessageReader {
  /// A calendar; its etag is read beside it.
  mutating func calendar(
    _ message: UnsafeMutablePointer<Robots__V1__Calendar>
  ) -> WorkCalendar {
    var calendar = WorkCalendar(
      id: text(message.pointee.id),
      displayName: text(message.pointee.display_name),
      timeZone: text(message.pointee.time_zone),
      hours: list(
        message.pointee.n_hours,
        message.pointee.hours,
        "hours",
        atMost: Limits.hoursPerCalendar
      ) { $0.hours($1) },
      holidays: days(message.pointee.n_holidays, message.pointee.holidays, "holidays"),
      extraWorkingDays: days(
        message.pointee.n_extra_working_days,
        message.pointee.extra_working_days,
        "extra_working_days"
      )
    )
    calendar.version = message.pointee.version
    calendar.author = text(message.pointee.author)
    calendar.createTime = instant(message.pointee.create_time, "create_time") ?? .epoch
    calendar.updateTime = instant(message.pointee.update_time, "update_time") ?? .epoch
    return calendar
  }

  private mutating func hours(
    _ message: UnsafeMutablePointer<Robots__V1__WorkingHours>
  ) -> WorkingHours {
    var days: [Weekday] = []
    let count = message.pointee.n_days
    for (index, day) in UnsafeBufferPointer(start: message.pointee.days, count: count).enumerated()
    {
      let weekday = choice(
        day.rawValue,
        standIn: Weekday.monday,
        "days",
        of: message.pointee.base,
        path: "days[\(index)]"
      )
      if !days.contains(weekday) { days.append(weekday) }
    }
    if message.pointee.opens == nil { refuse("opens", "is needed: hours, minutes") }
    if message.pointee.closes == nil { refuse("closes", "is needed: hours, minutes") }
    return WorkingHours(
      days: days,
      opens: clockTime(message.pointee.opens, "opens") ?? .midnight,
      closes: closingTime(message.pointee.closes, "closes") ?? .midnight
    )
  }

  private mutating func days(
    _ count: Int,
    _ elements: UnsafeMutablePointer<UnsafeMutablePointer<Robots__V1__CalendarDay>?>?,
    _ field: String
  ) -> [CalendarDay] {
    list(count, elements, field, atMost: Limits.daysPerCalendar) { reader, message in
      CalendarDay(
        reader.calendarDate(message.pointee.date, "date"),
        displayName: reader.text(message.pointee.display_name)
      )
    }
  }

  /// A full date, or month and day of every year.
  private mutating func calendarDate(
    _ message: UnsafeMutablePointer<Google__Type__Date>?,
    _ field: String
  ) -> CalendarDate {
    guard let message else {
      refuse(field, "is needed: year, month and day, or month and day for every year")
      return .dated(.earliest)
    }
    let (year, month, day) = (message.pointee.year, message.pointee.month, message.pointee.day)
    if year == 0, CivilDate(year: 2000, month: Int(month), day: Int(day)) != nil {
      return .yearly(month: Int(month), day: Int(day))
    }
    if 1...9999 ~= year,
      let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    {
      return .dated(date)
    }
    refuse(
      field,
      "year \(year), month \(month), day \(day) is no date; years are 1 to 9999, or 0 for every"
        + " year"
    )
    return .dated(.earliest)
  }
}
