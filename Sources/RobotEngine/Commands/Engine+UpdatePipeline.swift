package import RobotModel

extension Engine {
  /// Changes a pipeline's display name and stages: their order, names and kinds, new ones, and
  /// fewer where nothing uses the others.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag, `FAILED_PRECONDITION` with counts for a stage that is in use.
  package func perform(
    _ command: UpdatePipeline,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Pipeline {
    advance(to: now)
    let present = try self.pipeline(command.pipeline.key)
    var violations = Violations()
    let mask = UpdateMask(command.mask, changeable: ["display_name", "stages"], &violations)
    var pipeline = present
    if mask.covers("display_name") { pipeline.displayName = command.pipeline.displayName }
    if mask.covers("stages") { pipeline.stages = command.pipeline.stages }
    pipeline = PipelineCheck.stored(pipeline, &violations)
    try violations.throwIfAny()
    try Etag.check(command.etag, of: "pipeline", pipeline.id, current: present.etag)
    if pipeline == present { return present }
    let kept = pipeline.stageKeys
    for stage in present.stageKeys where !kept.contains(stage) {
      let uses = uses(of: [stage])
      if uses.contains(where: { $0.count > 0 }) { throw .inUse("stage", stage.stage, uses) }
    }
    pipeline.revision = present.revision + 1
    pipeline.updateTime = time
    if !command.isValidateOnly { put(pipeline) }
    return pipeline
  }

  /// What keeps stages from being removed: items, robots and triggers that stand there, robots that
  /// send items there (S-41).
  func uses(of stages: [StageKey]) -> [Use] {
    let slots = stages.compactMap { store.schema.slot(ofStage: $0) }
    return [
      Use(
        count: slots.reduce(0) { $0 + store.schema.itemCount(in: $1) },
        "item",
        "stands there"
      ),
      Use(
        count: slots.reduce(0) { $0 + store.robots.robots(in: $1).count },
        "robot",
        "belongs there"
      ),
      Use(
        count: stages.reduce(0) { $0 + store.triggers.triggers(in: $1).count },
        "trigger",
        "belongs there"
      ),
      Use(
        count: robotsPointing(to: stages).count,
        "other robot",
        "sends items there"
      ),
    ]
  }
}
