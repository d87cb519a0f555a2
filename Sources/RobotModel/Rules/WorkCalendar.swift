/// Says when people work: hours for each weekday, holidays, extra working days (T6).
package struct WorkCalendar: Hashable, Sendable {
  /// The calendar's id, the same in every version.
  package var id: String
  /// For people.
  package var displayName: String
  /// A name of the system's time zone data, in which all its times are meant.
  package var timeZone: String
  /// Stretches of work; a weekday without any is a day off.
  package var hours: [WorkingHours]
  /// Days without hours.
  package var holidays: [CalendarDay]
  /// Days that are worked even if they are holidays or days off; full dates only.
  package var extraWorkingDays: [CalendarDay]
  /// Counts changes, from 1; the etag is made of it.
  package var version: Int64
  /// Who made this version: a user's id.
  package var author: String
  /// Why its author made this version, in the author's words.
  package var changeReason: String
  /// When the calendar was made.
  package var createTime: Instant
  /// When this version was made.
  package var updateTime: Instant

  /// Describes a calendar.
  package init(
    id: String,
    displayName: String = "",
    timeZone: String,
    hours: [WorkingHours],
    holidays: [CalendarDay] = [],
    extraWorkingDays: [CalendarDay] = []
  ) {
    self.id = id
    self.displayName = displayName
    self.timeZone = timeZone
    self.hours = hours
    self.holidays = holidays
    self.extraWorkingDays = extraWorkingDays
    self.version = 0
    self.author = ""
    self.changeReason = ""
    self.createTime = .epoch
    self.updateTime = .epoch
  }
}

/// One stretch of work on each of some weekdays, from the opening up to the closing.
package struct WorkingHours: Hashable, Sendable {
  /// The days on which it begins.
  package var days: [Weekday]
  /// The first working moment.
  package var opens: ClockTime
  /// The first moment that is none any more; midnight is the day's end, 24:00.
  ///
  /// A closing before the opening is on the next day.
  package var closes: ClockTime

  /// Describes a stretch of work.
  package init(days: [Weekday], opens: ClockTime, closes: ClockTime) {
    self.days = days
    self.opens = opens
    self.closes = closes
  }
}

/// A day of a calendar with a name.
package struct CalendarDay: Hashable, Sendable {
  /// Which day.
  package var date: CalendarDate
  /// For people.
  package var displayName: String

  /// Names a day.
  package init(_ date: CalendarDate, displayName: String = "") {
    self.date = date
    self.displayName = displayName
  }
}

/// A day of one year, or of every year.
package enum CalendarDate: Hashable, Sendable {
  /// One day.
  case dated(CivilDate)
  /// Month, 1 to 12, and day, 1 to 31, of every year that has it: a 29 February in leap years only.
  case yearly(month: Int, day: Int)
}
