import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// A calendar with its etag.
  func calendar(_ calendar: WorkCalendar) -> UnsafeMutablePointer<Robots__V1__Calendar> {
    let message = message(robots__v1__calendar__init)
    message.pointee.id = text(calendar.id)
    message.pointee.display_name = text(calendar.displayName)
    message.pointee.time_zone = text(calendar.timeZone)
    (message.pointee.n_hours, message.pointee.hours) = list(calendar.hours) { hours($0) }
    (message.pointee.n_holidays, message.pointee.holidays) =
      list(calendar.holidays) { calendarDay($0) }
    (message.pointee.n_extra_working_days, message.pointee.extra_working_days) =
      list(calendar.extraWorkingDays) { calendarDay($0) }
    message.pointee.version = calendar.version
    message.pointee.etag = text(calendar.etag)
    message.pointee.author = text(calendar.author)
    message.pointee.create_time = timestamp(calendar.createTime)
    message.pointee.update_time = timestamp(calendar.updateTime)
    return message
  }

  private func hours(_ hours: WorkingHours) -> UnsafeMutablePointer<Robots__V1__WorkingHours> {
    let message = message(robots__v1__working_hours__init)
    (message.pointee.n_days, message.pointee.days) =
      numbers(hours.days.map { Google__Type__DayOfWeek(UInt32($0.rawValue)) })
    message.pointee.opens = timeOfDay(hours.opens)
    message.pointee.closes = closingTime(hours.closes)
    return message
  }

  private func calendarDay(
    _ day: CalendarDay
  ) -> UnsafeMutablePointer<Robots__V1__CalendarDay> {
    let message = message(robots__v1__calendar_day__init)
    let date = self.message(google__type__date__init)
    switch day.date {
    case .dated(let civil):
      date.pointee.year = Int32(civil.year)
      date.pointee.month = Int32(civil.month)
      date.pointee.day = Int32(civil.day)
    case .yearly(let month, let number):
      date.pointee.month = Int32(month)
      date.pointee.day = Int32(number)
    }
    message.pointee.date = date
    message.pointee.display_name = text(day.displayName)
    return message
  }
}
