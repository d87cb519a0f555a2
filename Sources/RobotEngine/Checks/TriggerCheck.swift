import RobotModel

/// Checks what a trigger says of itself, apart from its parameters and condition, and gives it its
/// stored form.
enum TriggerCheck {
  /// The stored form; what is wrong is added to the violations under `trigger`.
  static func stored(_ draft: Trigger, _ violations: inout Violations) -> Trigger {
    var trigger = draft
    trigger.displayName = TextCheck.normalized(trigger.displayName)
    if let problem = NameCheck.displayNameProblem(of: trigger.displayName) {
      violations.add("trigger.display_name", problem)
    }
    if !trigger.actingUser.isEmpty, UserExpression(trigger.actingUser) == nil {
      violations.add(
        "trigger.acting_user",
        "\(quoted(trigger.actingUser)) is no user; \(UserExpression.expected)"
      )
    }
    trigger.parameters = trigger.parameters.compactMap(RobotCheck.stored).sorted { left, right in
      left.name.isBefore(right.name)
    }
    return trigger
  }
}
