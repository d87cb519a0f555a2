package import RobotModel

extension Engine {
  /// A trigger.
  /// - Throws: `NOT_FOUND`.
  package func trigger(_ id: String) throws(RequestError) -> Trigger {
    guard let trigger = store.triggers.trigger(id) else { throw .notFound("trigger", id) }
    return trigger
  }

  /// A page of the triggers of a stage, a pipeline, an entity type, or of all, in the order of
  /// entity type, pipeline, stage and position.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type, a stage without its pipeline, or
  ///   the token; `NOT_FOUND` for any of the three.
  package func triggers(
    _ query: TriggerQuery,
    page request: PageRequest
  ) throws(RequestError) -> Page<Trigger> {
    let tokens = PageToken(list: "triggers", query.entityType, query.pipeline, query.stage)
    let after = try tokens.key(from: request.token).map { key throws(RequestError) in
      guard let place = RulePlace(key) else { throw .badPageToken(request.token) }
      return place
    }
    var narrowed = RobotQuery()
    narrowed.entityType = query.entityType
    narrowed.pipeline = query.pipeline
    narrowed.stage = query.stage
    var filler = PageFiller<Trigger>(request)
    for key in try pipelineKeys(of: narrowed) {
      for (index, stage) in (store.schema.pipeline(key)?.stages ?? []).enumerated() {
        if !query.stage.isEmpty, stage.id != query.stage { continue }
        let stageKey = StageKey(entityType: key.entityType, pipeline: key.id, stage: stage.id)
        for trigger in store.triggers.triggers(in: stageKey) {
          let place = RulePlace(pipeline: key, stage: index, position: Int(trigger.position))
          if let after, !after.isBefore(place) { continue }
          guard filler.wantsMore() else { return filler.page() }
          filler.add(trigger, token: tokens.text(after: place.key))
        }
      }
    }
    return filler.page()
  }

  /// A page of the catalogue, in its order.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func triggerTypes(page request: PageRequest) throws(RequestError) -> Page<TriggerType> {
    let tokens = PageToken(list: "trigger types")
    let types = TriggerCatalogue.kinds.map(\.type)
    var start = 0
    if let after = try tokens.key(from: request.token)?.first {
      guard let index = types.firstIndex(where: { $0.id == after }) else {
        throw .badPageToken(request.token)
      }
      start = index + 1
    }
    var filler = PageFiller<TriggerType>(request)
    for type in types[start...] {
      guard filler.wantsMore() else { break }
      filler.add(type, token: tokens.text(after: [type.id]))
    }
    return filler.page()
  }
}
