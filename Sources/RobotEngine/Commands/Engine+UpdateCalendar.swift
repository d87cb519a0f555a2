package import RobotModel

extension Engine {
  /// Makes a new version of a calendar, which is in force at once (S-28); an update that changes
  /// nothing makes none.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag.
  package func perform(
    _ command: UpdateCalendar,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> WorkCalendar {
    advance(to: now)
    let present = try calendar(command.calendar.id)
    var violations = Violations()
    let mask = UpdateMask(command.mask, changeable: Self.changeableCalendarParts, &violations)
    var calendar = present
    calendar.take(command.calendar, by: mask)
    calendar.holidays = CalendarCheck.adding(
      holidayFile: command.holidayFile,
      to: calendar.holidays,
      &violations
    )
    let check = CalendarCheck(zone: configuration.zone)
    let (stored, workingTime) = check.stored(calendar, at: time, &violations)
    guard let workingTime, violations.isEmpty else { throw .invalid(violations.list) }
    if !command.etag.isEmpty, command.etag != present.etag {
      throw .staleEtag("calendar", present.id, current: present.etag)
    }
    if stored == present { return present }
    calendar = stored
    calendar.version = present.version + 1
    calendar.author = caller.user
    calendar.updateTime = time
    if command.isValidateOnly { return calendar }
    put(calendar, compiled: workingTime)
    followCalendar(calendar.id)
    return calendar
  }

  private static let changeableCalendarParts = [
    "display_name", "time_zone", "hours", "holidays", "extra_working_days",
  ]
}

extension WorkCalendar {
  /// Takes the parts that a mask covers.
  fileprivate mutating func take(_ draft: WorkCalendar, by mask: UpdateMask) {
    if mask.covers("display_name") { displayName = draft.displayName }
    if mask.covers("time_zone") { timeZone = draft.timeZone }
    if mask.covers("hours") { hours = draft.hours }
    if mask.covers("holidays") { holidays = draft.holidays }
    if mask.covers("extra_working_days") { extraWorkingDays = draft.extraWorkingDays }
  }
}
