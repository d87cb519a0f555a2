package import RobotModel

extension Engine {
  /// The newest version of a robot.
  /// - Throws: `NOT_FOUND`.
  package func robot(_ id: String) throws(RequestError) -> Robot {
    guard let robot = store.robots.robot(id) else { throw .notFound("robot", id) }
    return robot
  }

  /// A page of the robots of a stage, a pipeline, an entity type, or of all, in the order of entity
  /// type, pipeline, stage and position.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type, a stage without its pipeline, or
  ///   the token; `NOT_FOUND` for any of the three.
  package func robots(
    _ query: RobotQuery,
    page request: PageRequest
  ) throws(RequestError) -> Page<Robot> {
    let tokens = PageToken(list: "robots", query.entityType, query.pipeline, query.stage)
    let after = try tokens.key(from: request.token).map { key throws(RequestError) in
      guard let place = RulePlace(key) else { throw .badPageToken(request.token) }
      return place
    }
    var filler = PageFiller<Robot>(request)
    for key in try pipelineKeys(of: query) {
      for (index, stage) in (store.schema.pipeline(key)?.stages ?? []).enumerated() {
        if !query.stage.isEmpty, stage.id != query.stage { continue }
        let stageKey = StageKey(entityType: key.entityType, pipeline: key.id, stage: stage.id)
        guard let slot = store.schema.slot(ofStage: stageKey) else { continue }
        for robot in newestRobots(in: slot) {
          let place = RulePlace(pipeline: key, stage: index, position: Int(robot.position))
          if let after, !after.isBefore(place) { continue }
          guard filler.wantsMore() else { return filler.page() }
          filler.add(robot, token: tokens.text(after: place.key))
        }
      }
    }
    return filler.page()
  }

  /// A page of the catalogue, in its order.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func robotTypes(page request: PageRequest) throws(RequestError) -> Page<RobotType> {
    let tokens = PageToken(list: "robot types")
    let types = Catalogue.kinds.map(\.type)
    var start = 0
    if let after = try tokens.key(from: request.token)?.first {
      guard let index = types.firstIndex(where: { $0.id == after }) else {
        throw .badPageToken(request.token)
      }
      start = index + 1
    }
    var filler = PageFiller<RobotType>(request)
    for type in types[start...] {
      guard filler.wantsMore() else { break }
      filler.add(type, token: tokens.text(after: [type.id]))
    }
    return filler.page()
  }

  /// Who performs robots of a type: "store", or the queue of its workers.
  package func executor(ofRobotType type: String) -> String {
    configuration.executors[type] ?? "store"
  }

  /// The pipelines that a query looks at, in order.
  func pipelineKeys(of query: RobotQuery) throws(RequestError) -> [PipelineKey] {
    var violations = Violations()
    if query.entityType.isEmpty, !query.pipeline.isEmpty {
      violations.add("entity_type", "is empty; expected the entity type of the pipeline")
    }
    if query.pipeline.isEmpty, !query.stage.isEmpty {
      violations.add("pipeline", "is empty; expected the pipeline of the stage")
    }
    try violations.throwIfAny()
    if query.entityType.isEmpty {
      return store.schema.entityTypeIDs.flatMap { pipelineKeys(ofEntityType: $0) }
    }
    _ = try requireEntityType(query.entityType)
    if query.pipeline.isEmpty { return pipelineKeys(ofEntityType: query.entityType) }
    let key = PipelineKey(entityType: query.entityType, id: query.pipeline)
    let stages = try pipeline(key).stages
    if !query.stage.isEmpty, !stages.contains(where: { $0.id == query.stage }) {
      throw .notFound("stage", query.stage)
    }
    return [key]
  }

  private func pipelineKeys(ofEntityType type: String) -> [PipelineKey] {
    store.schema.pipelineIDs(ofEntityType: type).map { PipelineKey(entityType: type, id: $0) }
  }
}
