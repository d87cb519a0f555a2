package import RobotModel

extension Engine {
  /// Adds a calendar.
  ///
  /// - Throws: `INVALID_ARGUMENT` with every offending field, `ALREADY_EXISTS`,
  ///   `RESOURCE_EXHAUSTED`.
  package func perform(
    _ command: CreateCalendar,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> WorkCalendar {
    advance(to: now)
    var violations = Violations()
    var calendar = command.calendar
    if !calendar.id.isEmpty, let problem = IdentifierForm.problem(of: calendar.id) {
      violations.add("calendar.id", problem)
    }
    calendar.holidays = CalendarCheck.adding(
      holidayFile: command.holidayFile,
      to: calendar.holidays,
      &violations
    )
    let check = CalendarCheck(zone: configuration.zone)
    let (stored, workingTime) = check.stored(calendar, at: time, &violations)
    guard let workingTime, violations.isEmpty else { throw .invalid(violations.list) }
    if store.calendars[stored.id] != nil { throw .alreadyExists("calendar", stored.id) }
    guard store.calendars.ids.count < Limits.calendars else {
      throw .limit(
        "calendars",
        Limits.calendars,
        "there are \(Limits.calendars) calendars already"
      )
    }
    calendar = stored
    calendar.version = store.calendars.history.newestVersion(of: calendar.id) + 1
    calendar.author = caller.user
    calendar.changeReason = try checkedReason(command.changeReason)
    calendar.createTime = time
    calendar.updateTime = time
    if command.isValidateOnly { return calendar }
    if calendar.id.isEmpty {
      calendar.id = makeRuleID { !store.calendars.history.versions(of: $0).isEmpty }
    }
    put(calendar, compiled: workingTime)
    return calendar
  }
}
