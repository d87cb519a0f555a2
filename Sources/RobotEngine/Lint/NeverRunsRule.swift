import RobotModel

/// Finds robots that follow one whose success ends the visit, and with it them.
struct NeverRunsRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    stage.enabled.compactMap { index in
      let robot = stage.robots.robots[index]
      guard !robot.survivesStageChange, robot.timing.isAfterPrevious,
        let previous = stage.enabled.last(where: { $0 < index }),
        Catalogue.kind(stage.robots.robots[previous].type)?.type.endsVisit == true,
        !stage.robots.robots[previous].movesTo(stage.key)
      else { return nil }
      let ender = stage.robots.robots[previous].lintName
      let isError = robot.timing.chainPolicy == .onSuccess
      return stage.finding(
        .neverRuns,
        isError: isError,
        [previous, index],
        "\(robot.lintName) follows \(ender), whose success takes the item out of the stage;"
          + (isError ? " it never runs" : " it only runs if that one does not succeed")
      )
    }
  }
}
