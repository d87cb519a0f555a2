import RobotModel

/// Checks what a robot says of itself, apart from its parameters and condition, and gives it its
/// stored form.
struct RobotCheck {
  /// Finds a zone by its name.
  let zone: (String) -> ZoneTable?

  /// Names that paths read as something else (S-41).
  static let reservedAliases = [
    "item", "contact", "company", "responsible", "supervisor", "creator", "invoice", "quote",
    "run", "now",
  ]

  /// The stored form; what is wrong is added to the violations under `robot`.
  ///
  /// - Parameter others: The other robots of the stage.
  func stored(
    _ draft: Robot,
    among others: [Robot],
    _ violations: inout Violations
  ) -> Robot {
    var robot = draft
    robot.displayName = TextCheck.normalized(robot.displayName)
    if let problem = NameCheck.displayNameProblem(of: robot.displayName) {
      violations.add("robot.display_name", problem)
    }
    checkAlias(of: robot, among: others, &violations)
    if !robot.actingUser.isEmpty, UserExpression(robot.actingUser) == nil {
      violations.add(
        "robot.acting_user",
        "\(quoted(robot.actingUser)) is no user; \(UserExpression.expected)"
      )
    }
    checkTiming(robot.timing, &violations)
    robot.parameters = robot.parameters.compactMap(Self.stored).sorted { left, right in
      left.name.isBefore(right.name)
    }
    return robot
  }

  private func checkAlias(
    of robot: Robot,
    among others: [Robot],
    _ violations: inout Violations
  ) {
    if robot.alias.isEmpty { return }
    if let problem = NameCheck.schemaProblem(of: robot.alias) {
      violations.add("robot.alias", problem)
    } else if Self.reservedAliases.contains(robot.alias) {
      violations.add(
        "robot.alias",
        "\(quoted(robot.alias)) is reserved; expected none of"
          + " \(Self.reservedAliases.joined(separator: ", "))"
      )
    } else if let other = others.first(where: { $0.alias == robot.alias }) {
      violations.add(
        "robot.alias",
        "\(quoted(robot.alias)) is the alias of robot \"\(other.id)\" in the same stage"
      )
    }
  }

  private func checkTiming(_ timing: Timing, _ violations: inout Violations) {
    if case .after(let span) = timing.start {
      let most = span.unit.countInHundredYears
      if span.count > most {
        violations.add(
          "robot.timing.after.count",
          "is \(span.count); expected at most a hundred years, \(most) \(span.unit)s"
        )
      }
    }
    switch timing.start {
    case .immediately, .after: break
    case .date, .instant, .clockTime:
      violations.add("robot.timing", "dates and clock times come with the next release")
    }
    if timing.workingTime != .off || !timing.calendar.isEmpty {
      violations.add("robot.timing.working_time", "working time comes with the next release")
    }
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

  /// A parameter with its texts normalised; nil for an empty text, which is as good as none.
  private static func stored(_ parameter: NamedValue) -> NamedValue? {
    var parameter = parameter
    switch parameter.value {
    case .text(let text):
      if text.isEmpty { return nil }
      parameter.value = .text(TextCheck.normalized(text))
    case .list(let members):
      parameter.value = .list(
        members.map { member in
          if case .text(let text) = member { .text(TextCheck.normalized(text)) } else { member }
        }
      )
    default: break
    }
    return parameter
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
