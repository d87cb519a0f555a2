import RobotModel

/// Checks when a robot is to act: that its parts fit together, and that the time can come.
struct TimingCheck {
  /// Finds a zone by its name.
  let zone: (String) -> ZoneTable?
  /// Finds a calendar by its id.
  let calendar: (String) -> WorkingTime?
  /// The ids of the calendars there are.
  let calendarIDs: [String]
  /// Looks up the dates' paths; nil where the robot's place is unknown.
  let paths: PathResolver?
  /// A clock time must come within 366 days of it.
  let now: Instant

  /// Adds what is wrong under `robot.timing`.
  func check(_ timing: Timing, _ violations: inout Violations) {
    switch timing.start {
    case .immediately, .instant: break
    case .after(let span): check(span, "robot.timing.after.count", &violations)
    case .date(let date):
      check(date, &violations)
      if timing.isAfterPrevious, date.recurrence != .none {
        violations.add(
          "robot.timing.after_previous",
          "a recurring date follows no other robot; expected false, or no recurrence"
        )
      }
    case .clockTime(let time): checkComes(time, timing, &violations)
    }
    checkCalendar(timing, &violations)
    if !timing.timeZone.isEmpty, zone(timing.timeZone) == nil {
      violations.add(
        "robot.timing.time_zone",
        "\(quoted(timing.timeZone)) is no time zone of this system; expected a name such as"
          + " Europe/Warsaw"
      )
    }
    if let lateness = timing.maxLatenessMilliseconds, lateness < 0 {
      violations.add("robot.timing.max_lateness", "is negative; expected a length of time")
    }
  }

  private func check(_ span: TimeSpan, _ path: String, _ violations: inout Violations) {
    let most = span.unit.countInHundredYears
    if span.count > most {
      violations.add(
        path,
        "is \(span.count); expected at most a hundred years, \(most) \(span.unit)s"
      )
    }
  }

  private func check(_ date: DateTiming, _ violations: inout Violations) {
    checkPath(date.path, &violations)
    check(date.span, "robot.timing.date.span.count", &violations)
    if date.direction == .at, !date.span.isZero {
      violations.add(
        "robot.timing.date.span",
        "is \(date.span), but the direction is AT; expected BEFORE or AFTER, or no span"
      )
    }
    if date.clockTime != nil, date.atTime != nil {
      violations.add(
        "robot.timing.date.clock_time",
        "is given beside at_time; expected one of the two"
      )
    }
    if date.isOnce, date.recurrence == .none {
      violations.add("robot.timing.date.once", "is for recurring dates; expected a recurrence")
    }
    if date.runsAgainOnChange, date.recurrence != .none {
      violations.add(
        "robot.timing.date.again_on_change",
        "is not for recurring dates, which fire once for each occurrence; expected false"
      )
    }
  }

  private func checkPath(_ path: String, _ violations: inout Violations) {
    guard let paths else { return }
    do throws(PathError) {
      let resolved = try paths.resolve(path)
      let field = resolved.field
      if !resolved.path.start.isLed {
        violations.add(
          "robot.timing.date.path",
          "\(quoted(path)) is of a record to which no field of the item leads, so its changes are"
            + " not followed; expected a date of the item or of its contact, company, responsible"
            + " or creator"
        )
        return
      }
      if field.type != .date && field.type != .timestamp || field.isMultiple {
        let several = field.isMultiple ? "several values" : "a \(field.type.word)"
        violations.add(
          "robot.timing.date.path",
          "\(quoted(path)) holds \(several); expected one date or timestamp"
        )
      }
    } catch {
      violations.add("robot.timing.date.path", error.message)
    }
  }

  private func checkCalendar(_ timing: Timing, _ violations: inout Violations) {
    if timing.calendar.isEmpty {
      if timing.workingTime != .off {
        violations.add("robot.timing.calendar", "is needed for working time; expected its id")
      }
    } else if calendar(timing.calendar) == nil {
      violations.add(
        "robot.timing.calendar",
        "there is no calendar \(quoted(timing.calendar))"
          + Suggestion.phrase(for: timing.calendar, among: calendarIDs)
      )
    }
  }

  /// Whether the clocks show the time within working hours at all.
  private func checkComes(
    _ time: ClockTime,
    _ timing: Timing,
    _ violations: inout Violations
  ) {
    if comes(time, timing) { return }
    violations.add(
      "robot.timing.clock_time",
      "is never within the working hours of calendar \(quoted(timing.calendar)) in"
        + " \(Limits.workingMomentDays) days; expected a working time"
    )
  }

  /// Whether the calendar of a timing ever works when the clock shows a time.
  func comes(_ time: ClockTime, _ timing: Timing) -> Bool {
    guard timing.workingTime != .off, let calendar = calendar(timing.calendar) else { return true }
    let rule = DueRule(timing, zone: calendar.zone, calendar: calendar)
    return rule.outcome(from: .entry(now), date: nil, at: now).computation?.due != .latest
  }
}

extension TimeUnit {
  /// How many of the unit may pass before a delay is taken for a mistake.
  fileprivate var countInHundredYears: Int64 {
    switch self {
    case .second: Limits.delayYears * 366 * 86_400
    case .minute: Limits.delayYears * 366 * 1_440
    case .hour: Limits.delayYears * 366 * 24
    case .day: Limits.delayYears * 366
    case .week: Limits.delayYears * 53
    case .month: Limits.delayYears * 12
    case .year: Limits.delayYears
    }
  }
}
