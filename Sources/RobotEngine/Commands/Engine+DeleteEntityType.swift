package import RobotModel

extension Engine {
  /// Deletes an entity type that nothing uses.
  ///
  /// - Throws: `NOT_FOUND`, `ABORTED` for a stale etag, `FAILED_PRECONDITION` for a predefined type
  ///   and, with counts, for one that is in use.
  package func perform(
    _ command: DeleteEntityType,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) {
    advance(to: now)
    let type = try entityType(command.id)
    try Etag.check(command.etag, of: "entity type", type.id, current: type.etag)
    if type.isPredefined {
      throw .unmet("PREDEFINED", "the entity type \"\(type.id)\" ships with the service and stays")
    }
    let records = store.schema.slot(ofEntityType: type.id).map { store.schema.recordCount(of: $0) }
    let references = store.schema.entityTypeIDs.filter { $0 != type.id }
      .compactMap { store.schema.entityType($0) }
      .reduce(0) { sum, other in
        sum + other.fields.count { $0.referenceType == type.id }
      }
    let schema = store.schema.copy()
    schema.removeEntityType(type.id)
    let uses = [
      Use(count: records ?? 0, "record", "is of it"),
      Use(
        count: store.schema.pipelineIDs(ofEntityType: type.id).count,
        "pipeline",
        "belongs to it"
      ),
      Use(count: references, "field", "refers to it"),
      Use(count: robotsBroken(by: schema).count, "robot", "names records of it"),
      Use(count: triggersBroken(by: schema).count, "trigger", "names records of it"),
    ]
    if uses.contains(where: { $0.count > 0 }) { throw .inUse("entity type", type.id, uses) }
    removeEntityType(type.id)
  }
}
