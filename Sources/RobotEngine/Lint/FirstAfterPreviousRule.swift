import RobotModel

/// Finds a first robot that is to run after the previous one: it starts at the entry (S-3).
struct FirstAfterPreviousRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    guard let first = stage.enabled.first, stage.robots.robots[first].timing.isAfterPrevious else {
      return []
    }
    return [
      stage.finding(
        .firstAfterPrevious,
        [first],
        "\(stage.robots.robots[first].lintName) is to run after the previous robot, but it is the"
          + " first that is enabled; it starts when an item enters"
      )
    ]
  }
}
