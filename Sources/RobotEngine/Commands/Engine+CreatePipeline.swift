package import RobotModel

extension Engine {
  /// Adds a pipeline to an entity type with stages.
  ///
  /// - Throws: `NOT_FOUND` for the entity type, `INVALID_ARGUMENT` with every offending field,
  ///   `ALREADY_EXISTS`, `RESOURCE_EXHAUSTED`.
  package func perform(
    _ command: CreatePipeline,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Pipeline {
    advance(to: now)
    var violations = Violations()
    var pipeline = PipelineCheck.stored(command.pipeline, &violations)
    if pipeline.entityType.isEmpty {
      violations.add("pipeline.entity_type", "is empty; expected an entity type with stages")
    }
    try violations.throwIfAny()
    guard try entityType(pipeline.entityType).hasStages else {
      throw .invalid(
        "pipeline.entity_type",
        "records of \(pipeline.entityType) stand in no stage; expected a type with stages"
      )
    }
    if store.schema.pipeline(pipeline.key) != nil {
      throw .alreadyExists("pipeline", pipeline.id)
    }
    let count = store.schema.pipelineIDs(ofEntityType: pipeline.entityType).count
    guard count < Limits.pipelinesPerEntityType else {
      throw .limit(
        "pipelines_per_entity_type",
        Limits.pipelinesPerEntityType,
        "\(pipeline.entityType) has \(count) pipelines already"
      )
    }
    pipeline.revision = 1
    pipeline.createTime = time
    pipeline.updateTime = time
    if !command.isValidateOnly { put(pipeline) }
    return pipeline
  }
}

extension Pipeline {
  /// The names of its stages, in order.
  var stageKeys: [StageKey] {
    stages.map { StageKey(entityType: entityType, pipeline: id, stage: $0.id) }
  }
}
