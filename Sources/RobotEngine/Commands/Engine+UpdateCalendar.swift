package import RobotModel

extension Engine {
  /// Makes a new version of a calendar, which is in force at once (S-28); an update that changes
  /// nothing makes none.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag, `FAILED_PRECONDITION` where a robot's clock time could never come any more.
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
    try Etag.check(command.etag, of: "calendar", present.id, current: present.etag)
    if stored == present { return present }
    try checkIsFollowed(present.id)
    try checkClockTimes(in: workingTime, of: present.id)
    calendar = stored
    calendar.version = present.version + 1
    calendar.author = caller.user
    calendar.changeReason = try checkedReason(command.changeReason)
    calendar.updateTime = time
    if command.isValidateOnly { return calendar }
    put(calendar, compiled: workingTime)
    if !calendar.hasSameHours(as: present) { followCalendar(calendar.id) }
    return calendar
  }

  /// Refuses hours within which the clock time of a robot would never come.
  private func checkClockTimes(
    in workingTime: WorkingTime,
    of calendar: String
  ) throws(RequestError) {
    let check = TimingCheck(
      zone: configuration.zone,
      calendar: { _ in workingTime },
      calendarIDs: [],
      paths: nil,
      now: time
    )
    let robots = liveRobots.filter { robot in
      guard robot.timing.calendar == calendar, case .clockTime(let time) = robot.timing.start
      else { return false }
      return !check.comes(time, robot.timing)
    }.map(\.id)
    if robots.isEmpty { return }
    throw .unmet(
      "CLOCK_TIME_NEVER_WORKS",
      "\(robots.count == 1 ? "a robot acts" : "\(robots.count) robots act") at a clock time that"
        + " would never be within the working hours of calendar \(quoted(calendar))"
        + " (\(robots.prefix(5).joined(separator: ", "))); expected hours that hold it, or another"
        + " time for them first",
      metadata: [
        RequestError.Detail("resource", "calendar"), RequestError.Detail("id", calendar),
        RequestError.Detail("robots", "\(robots.count)"),
      ]
    )
  }

  private static let changeableCalendarParts = [
    "display_name", "time_zone", "hours", "holidays", "extra_working_days",
  ]
}

extension WorkCalendar {
  /// Whether the same time is worked by both.
  fileprivate func hasSameHours(as other: WorkCalendar) -> Bool {
    timeZone == other.timeZone && hours == other.hours && holidays == other.holidays
      && extraWorkingDays == other.extraWorkingDays
  }

  /// Takes the parts that a mask covers.
  fileprivate mutating func take(_ draft: WorkCalendar, by mask: UpdateMask) {
    if mask.covers("display_name") { displayName = draft.displayName }
    if mask.covers("time_zone") { timeZone = draft.timeZone }
    if mask.covers("hours") { hours = draft.hours }
    if mask.covers("holidays") { holidays = draft.holidays }
    if mask.covers("extra_working_days") { extraWorkingDays = draft.extraWorkingDays }
  }
}
