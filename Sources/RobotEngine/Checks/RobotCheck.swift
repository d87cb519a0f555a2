import RobotModel

/// Checks what a robot says of itself, apart from its parameters and condition, and gives it its
/// stored form.
struct RobotCheck {
  /// Checks when it acts.
  let timing: TimingCheck

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
    timing.check(robot.timing, &violations)
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

  /// A parameter with its texts normalised; nil for an empty text, which is as good as none.
  static func stored(_ parameter: NamedValue) -> NamedValue? {
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
