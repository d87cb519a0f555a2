import RobotModel

/// Finds conditions that no item can fulfil.
struct ConditionNeverTrueRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    stage.enabled.compactMap { index in
      let robot = stage.robots.robots[index]
      guard stage.isAsked(about: index), let condition = robot.condition,
        !ConditionSatisfiability.canHold(condition)
      else { return nil }
      return stage.finding(
        .conditionNeverTrue,
        isError: true,
        [index],
        "the condition of \(robot.lintName) contradicts itself: no item fulfils"
          + " \(ConditionText.text(of: condition))"
      )
    }
  }
}
