import RobotModel

/// Checks a pipeline's definition and gives it its stored form.
enum PipelineCheck {
  /// The stored form; what is wrong is added to the violations under `pipeline`.
  static func stored(_ draft: Pipeline, _ violations: inout Violations) -> Pipeline {
    var pipeline = draft
    if let problem = IdentifierForm.problem(of: pipeline.id) {
      violations.add("pipeline.id", problem)
    }
    pipeline.displayName = TextCheck.normalized(pipeline.displayName)
    if let problem = NameCheck.displayNameProblem(of: pipeline.displayName) {
      violations.add("pipeline.display_name", problem)
    }
    guard 1...Limits.stagesPerPipeline ~= pipeline.stages.count else {
      violations.add(
        "pipeline.stages",
        "are \(pipeline.stages.count); expected 1 to \(Limits.stagesPerPipeline)"
      )
      return pipeline
    }
    var seen: Set<String> = []
    for index in pipeline.stages.indices {
      let path = "pipeline.stages[\(index)]"
      let id = pipeline.stages[index].id
      if let problem = IdentifierForm.problem(of: id) {
        violations.add("\(path).id", problem)
      } else if !seen.insert(id).inserted {
        violations.add("\(path).id", "\(quoted(id)) is the id of an earlier stage, too")
      }
      pipeline.stages[index].displayName = TextCheck.normalized(pipeline.stages[index].displayName)
      if let problem = NameCheck.displayNameProblem(of: pipeline.stages[index].displayName) {
        violations.add("\(path).display_name", problem)
      }
    }
    return pipeline
  }
}
