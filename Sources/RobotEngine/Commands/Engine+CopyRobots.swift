package import RobotModel

extension Engine {
  /// Copies the robots of a stage, or of a whole pipeline, to the ends of other stages (M8).
  ///
  /// - Throws: `NOT_FOUND` for an entity type, `INVALID_ARGUMENT` with every offending field, those
  ///   of a copy under `robots[INDEX]`, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION` for a cycle.
  package func perform(
    _ command: CopyRobots,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> [RobotCopy] {
    advance(to: now)
    let source = command.source
    let pipeline = try pipeline(toCopy: source)
    let target = try checkedTarget(of: command)
    var sources: [Robot] = []
    var new = NewRobots(
      drafts: [],
      names: [],
      isForced: command.isForced,
      changeReason: command.changeReason
    )
    for stage in pipeline.stages where source.stage.isEmpty || stage.id == source.stage {
      var key = source
      key.stage = stage.id
      guard let slot = store.schema.slot(ofStage: key) else { continue }
      for (index, robot) in newestRobots(in: slot).enumerated() {
        var copy = robot
        copy.place = target
        if target.stage.isEmpty { copy.place.stage = stage.id }
        // The first of a stage starts at entry, whatever it says (S-3); so does its copy, which may
        // have robots before it.
        if index == 0 { copy.timing.isAfterPrevious = false }
        sources.append(robot)
        new.drafts.append(RobotDraft(robot: copy))
        new.names.append("the copy of \"\(robot.id)\"")
      }
    }
    try checkStages(of: new, in: target)
    let robots = try add(new, by: caller, isValidateOnly: command.isValidateOnly)
    return zip(sources, robots).map { RobotCopy(source: $0.id, robot: $1) }
  }

  /// The pipeline from which robots are copied.
  private func pipeline(toCopy source: StageKey) throws(RequestError) -> Pipeline {
    var violations = Violations()
    if source.entityType.isEmpty {
      violations.add("entity_type", "is empty; expected the entity type of the pipeline")
    }
    if source.pipeline.isEmpty {
      violations.add("pipeline", "is empty; expected the pipeline whose robots are copied")
    }
    try violations.throwIfAny()
    _ = try requireEntityType(source.entityType)
    let pipeline = try pipeline(source.pipelineKey)
    if !source.stage.isEmpty, !pipeline.stages.contains(where: { $0.id == source.stage }) {
      throw .notFound("stage", source.stage)
    }
    return pipeline
  }

  /// Where the robots go; without a stage, to those of the same ids.
  private func checkedTarget(of command: CopyRobots) throws(RequestError) -> StageKey {
    let source = command.source
    var target = command.target
    if target.entityType.isEmpty { target.entityType = source.entityType }
    if target.pipeline.isEmpty { target.pipeline = source.pipeline }
    if target.stage.isEmpty { target.stage = source.stage }
    var violations = Violations()
    if source.stage.isEmpty, !target.stage.isEmpty {
      violations.add(
        "target_stage",
        "is \(quoted(target.stage)), but the robots of all stages are copied; expected none, or a"
          + " stage to copy from"
      )
    }
    if target == source {
      violations.add(
        source.stage.isEmpty ? "target_pipeline" : "target_stage",
        "is where the robots stand already; expected another place"
      )
    }
    _ = try requireEntityType(target.entityType)
    let key = target.pipelineKey
    if store.schema.pipeline(key) == nil {
      let known = store.schema.pipelineIDs(ofEntityType: target.entityType)
      violations.add(
        "target_pipeline",
        "there is no pipeline \(quoted(target.pipeline)) of \(target.entityType)"
          + Suggestion.phrase(for: target.pipeline, among: known)
      )
    }
    try violations.throwIfAny()
    return target
  }

  /// Refuses a target that lacks a stage, once for each.
  private func checkStages(of new: NewRobots, in target: StageKey) throws(RequestError) {
    let known = store.schema.pipeline(target.pipelineKey)?.stages.map(\.id) ?? []
    var missing: [String] = []
    for draft in new.drafts where !known.contains(draft.robot.place.stage) {
      if !missing.contains(draft.robot.place.stage) { missing.append(draft.robot.place.stage) }
    }
    var violations = Violations()
    for stage in missing {
      violations.add(
        target.stage.isEmpty ? "target_pipeline" : "target_stage",
        "there is no stage \(quoted(stage)) in pipeline \"\(target.pipeline)\""
          + Suggestion.phrase(for: stage, among: known)
      )
    }
    try violations.throwIfAny()
  }
}
