package import RobotModel

extension Engine {
  /// What is hardly meant about the robots asked for, by stage and rule.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type or a stage without its pipeline,
  ///   `NOT_FOUND` for any of the three.
  package func lint(_ query: LintQuery) throws(RequestError) -> [LintFinding] {
    var robots = RobotQuery()
    robots.entityType = query.entityType
    robots.pipeline = query.pipeline
    robots.stage = query.stage
    var findings: [LintFinding] = []
    for key in try pipelineKeys(of: robots) {
      for stage in store.schema.pipeline(key)?.stages ?? []
      where query.stage.isEmpty || stage.id == query.stage {
        findings += lint(
          StageKey(entityType: key.entityType, pipeline: key.id, stage: stage.id)
        )
      }
    }
    return findings
  }

  /// What is found about one stage.
  private func lint(_ key: StageKey) -> [LintFinding] {
    guard let slot = store.schema.slot(ofStage: key) else { return [] }
    let stage = LintStage(key: key, robots: StageRobots(newestRobots(in: slot)))
    return LintRules.all.flatMap { $0.findings(in: stage, of: self) }
  }
}
