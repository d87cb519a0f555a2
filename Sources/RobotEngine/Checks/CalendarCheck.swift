import RobotModel

/// Checks what a calendar says and gives it its stored form.
struct CalendarCheck {
  /// Finds a zone by its name.
  let zone: (String) -> ZoneTable?

  /// The stored form and the one that computes; what is wrong is added to the violations under
  /// `calendar`.
  ///
  /// - Parameter now: A calendar must have a working moment within 366 days of it (S-10).
  /// - Returns: The form that computes is nil if something is wrong.
  func stored(
    _ draft: WorkCalendar,
    at now: Instant,
    _ violations: inout Violations
  ) -> (calendar: WorkCalendar, workingTime: WorkingTime?) {
    var calendar = draft
    let mistakes = violations.list.count
    calendar.displayName = TextCheck.normalized(calendar.displayName)
    if let problem = NameCheck.displayNameProblem(of: calendar.displayName) {
      violations.add("calendar.display_name", problem)
    }
    let zone = zone(calendar.timeZone)
    if zone == nil {
      violations.add(
        "calendar.time_zone",
        "\(quoted(calendar.timeZone)) is no time zone of this system; expected a name such as"
          + " Europe/Warsaw"
      )
    }
    checkHours(calendar.hours, &violations)
    checkDays(&calendar.holidays, "calendar.holidays", &violations)
    checkDays(&calendar.extraWorkingDays, "calendar.extra_working_days", &violations)
    for (index, day) in calendar.extraWorkingDays.enumerated() {
      if case .yearly = day.date {
        violations.add(
          "calendar.extra_working_days[\(index)].date.year",
          "is 0; an extra working day is one day, expected its year"
        )
      }
    }
    guard violations.list.count == mistakes, let zone else { return (calendar, nil) }
    let workingTime = WorkingTime(calendar, zone: zone)
    let limit = now.adding(
      milliseconds: Limits.workingMomentDays * ClockTime.millisecondsPerDay
    )
    guard let next = workingTime.next(from: now), next <= limit else {
      violations.add(
        "calendar.hours",
        "the calendar has no working moment within \(Limits.workingMomentDays) days; expected"
          + " fewer holidays, or more hours"
      )
      return (calendar, nil)
    }
    return (calendar, workingTime)
  }

  private func checkHours(_ hours: [WorkingHours], _ violations: inout Violations) {
    guard 1...Limits.hoursPerCalendar ~= hours.count else {
      violations.add(
        "calendar.hours",
        "are \(hours.count) pieces; expected 1 to \(Limits.hoursPerCalendar)"
      )
      return
    }
    var pieces = [[Range<Int64>]](repeating: [], count: 7)
    for (index, piece) in hours.enumerated() {
      if piece.days.isEmpty {
        violations.add("calendar.hours[\(index)].days", "are none; expected MONDAY and so on")
      }
      if piece.opens == piece.closes, piece.opens != .midnight {
        violations.add(
          "calendar.hours[\(index)].closes",
          "is the opening time; expected a later time, or 00:00 to 24:00 for the whole day"
        )
        continue
      }
      for (day, range) in WorkingDays.pieces(of: piece) {
        if pieces[day].contains(where: { $0.overlaps(range) }) {
          violations.add(
            "calendar.hours[\(index)]",
            "overlaps an earlier piece on \(Weekday.allCases[day]); expected pieces side by side"
          )
        }
        pieces[day].append(range)
      }
    }
  }

  private func checkDays(
    _ days: inout [CalendarDay],
    _ path: String,
    _ violations: inout Violations
  ) {
    if days.count > Limits.daysPerCalendar {
      violations.add(path, "are \(days.count); expected at most \(Limits.daysPerCalendar)")
      return
    }
    for index in days.indices {
      days[index].displayName = TextCheck.normalized(days[index].displayName)
      if let problem = NameCheck.displayNameProblem(of: days[index].displayName) {
        violations.add("\(path)[\(index)].display_name", problem)
      }
    }
  }

  /// The days of an iCalendar file, added to holidays that are given otherwise, each date once.
  static func adding(
    holidayFile text: String,
    to holidays: [CalendarDay],
    _ violations: inout Violations
  ) -> [CalendarDay] {
    if text.isEmpty { return holidays }
    let byteCount = text.utf8.count
    if byteCount > Limits.holidaysTextByteCount {
      violations.add(
        "holidays_icalendar",
        "has \(byteCount) bytes; expected at most \(Limits.holidaysTextByteCount)"
      )
      return holidays
    }
    do throws(HolidayFileError) {
      var seen = Set(holidays.map(\.date))
      return holidays
        + (try HolidayFile.days(in: text)).filter { seen.insert($0.date).inserted }
    } catch {
      violations.add("holidays_icalendar", error.description)
      return holidays
    }
  }
}
