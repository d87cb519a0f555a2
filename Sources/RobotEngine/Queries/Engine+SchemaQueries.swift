package import RobotModel

extension Engine {
  /// An entity type.
  /// - Throws: `NOT_FOUND`.
  package func entityType(_ id: String) throws(RequestError) -> EntityType {
    guard let type = store.schema.entityType(id) else { throw .notFound("entity type", id) }
    return type
  }

  /// A page of the entity types in the order of their ids.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func entityTypes(page request: PageRequest) throws(RequestError) -> Page<EntityType> {
    let tokens = PageToken(list: "entity types")
    let after = try tokens.key(from: request.token)?.first
    var filler = PageFiller<EntityType>(request)
    for id in store.schema.entityTypeIDs where after.map({ $0.isBefore(id) }) ?? true {
      guard filler.wantsMore() else { break }
      if let type = store.schema.entityType(id) {
        filler.add(type, token: tokens.text(after: [id]))
      }
    }
    return filler.page()
  }

  /// A pipeline.
  /// - Throws: `NOT_FOUND` for it or its entity type.
  package func pipeline(_ key: PipelineKey) throws(RequestError) -> Pipeline {
    _ = try requireEntityType(key.entityType)
    guard let pipeline = store.schema.pipeline(key) else { throw .notFound("pipeline", key.id) }
    return pipeline
  }

  /// A page of the pipelines of an entity type, or of all, in the order of their ids.
  /// - Throws: `NOT_FOUND` for the entity type, `INVALID_ARGUMENT` for the token.
  package func pipelines(
    ofEntityType entityType: String,
    page request: PageRequest
  ) throws(RequestError) -> Page<Pipeline> {
    if !entityType.isEmpty { _ = try requireEntityType(entityType) }
    let types = entityType.isEmpty ? store.schema.entityTypeIDs : [entityType]
    let tokens = PageToken(list: "pipelines", entityType)
    let after = try tokens.key(from: request.token)
    if let after, after.count != 2 { throw .badPageToken(request.token) }
    var filler = PageFiller<Pipeline>(request)
    for type in types {
      for id in store.schema.pipelineIDs(ofEntityType: type) {
        if let after, !after[0].isBefore(type), after[0] != type || !after[1].isBefore(id) {
          continue
        }
        guard filler.wantsMore() else { return filler.page() }
        if let pipeline = store.schema.pipeline(PipelineKey(entityType: type, id: id)) {
          filler.add(pipeline, token: tokens.text(after: [type, id]))
        }
      }
    }
    return filler.page()
  }
}

extension String {
  /// Whether the text comes before another by its UTF-8 bytes.
  func isBefore(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
