import RobotModel

extension Engine {
  /// A stage whose rules are asked for.
  struct ScopedStage {
    let key: StageKey
    /// Its place in the pipeline, from 0.
    let index: Int
  }

  /// The stages of a scope, in the order of entity type, pipeline and stage.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type or a stage without its pipeline,
  ///   `NOT_FOUND` for any of the three.
  func stages(of scope: RuleScope) throws(RequestError) -> [ScopedStage] {
    var stages: [ScopedStage] = []
    for pipeline in try pipelines(of: scope) {
      for (index, stage) in pipeline.stages.enumerated()
      where scope.stage.isEmpty || stage.id == scope.stage {
        let key = StageKey(entityType: pipeline.entityType, pipeline: pipeline.id, stage: stage.id)
        stages.append(ScopedStage(key: key, index: index))
      }
    }
    if !scope.stage.isEmpty, stages.isEmpty { throw .notFound("stage", scope.stage) }
    return stages
  }

  /// A page of a scope's rules, in the order of entity type, pipeline, stage and position.
  ///
  /// - Parameters:
  ///   - list: What is listed, for the page's tokens: "robots".
  ///   - rules: Those of a stage, in its order.
  /// - Throws: What `stages(of:)` throws, and `INVALID_ARGUMENT` for the token.
  func page<Rule>(
    of list: String,
    in scope: RuleScope,
    _ request: PageRequest,
    position: (Rule) -> Int32,
    rules: (StageKey) -> [Rule]
  ) throws(RequestError) -> Page<Rule> {
    let tokens = PageToken(list: list, scope.entityType, scope.pipeline, scope.stage)
    let after = try tokens.key(from: request.token).map { key throws(RequestError) in
      guard let place = RulePlace(key) else { throw .badPageToken(request.token) }
      return place
    }
    var filler = PageFiller<Rule>(request)
    for stage in try stages(of: scope) {
      for rule in rules(stage.key) {
        let place = RulePlace(
          pipeline: stage.key.pipelineKey,
          stage: stage.index,
          position: Int(position(rule))
        )
        if let after, !after.isBefore(place) { continue }
        guard filler.wantsMore() else { return filler.page() }
        filler.add(rule, token: tokens.text(after: place.key))
      }
    }
    return filler.page()
  }

  private func pipelines(of scope: RuleScope) throws(RequestError) -> [Pipeline] {
    var violations = Violations()
    if scope.entityType.isEmpty, !scope.pipeline.isEmpty {
      violations.add("entity_type", "is empty; expected the entity type of the pipeline")
    }
    if scope.pipeline.isEmpty, !scope.stage.isEmpty {
      violations.add("pipeline", "is empty; expected the pipeline of the stage")
    }
    try violations.throwIfAny()
    if scope.entityType.isEmpty {
      return store.schema.entityTypeIDs.flatMap { pipelines(ofEntityType: $0) }
    }
    _ = try requireEntityType(scope.entityType)
    if scope.pipeline.isEmpty { return pipelines(ofEntityType: scope.entityType) }
    return [try pipeline(PipelineKey(entityType: scope.entityType, id: scope.pipeline))]
  }

  private func pipelines(ofEntityType type: String) -> [Pipeline] {
    store.schema.pipelineIDs(ofEntityType: type).compactMap { id in
      store.schema.pipeline(PipelineKey(entityType: type, id: id))
    }
  }
}
