package import RobotModel

extension Engine {
  /// Adds an entity type.
  ///
  /// - Throws: `INVALID_ARGUMENT` with every offending field, `ALREADY_EXISTS`,
  ///   `RESOURCE_EXHAUSTED`.
  package func perform(
    _ command: CreateEntityType,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> EntityType {
    advance(to: now)
    var violations = Violations()
    var type = EntityTypeCheck(schema: store.schema).stored(command.entityType, &violations)
    try violations.throwIfAny()
    if store.schema.entityType(type.id) != nil { throw .alreadyExists("entity type", type.id) }
    guard store.schema.entityTypeIDs.count < Limits.entityTypes else {
      throw .limit(
        "entity_types",
        Limits.entityTypes,
        "there are \(Limits.entityTypes) entity types already"
      )
    }
    try checkNumbers(of: type)
    type.isPredefined = false
    type.revision = 1
    type.createTime = time
    type.updateTime = time
    if !command.isValidateOnly { put(type) }
    return type
  }

  /// Names and fields are numbered once and for all while the service runs; see to it that the
  /// numbers last.
  func checkNumbers(of type: EntityType) throws(RequestError) {
    let slot = store.schema.slot(ofEntityType: type.id)
    let used = slot.map { store.schema.entityTypes[Int($0.rawValue)].fieldNames.count } ?? 0
    let names = store.schema.entityTypes.count
    guard used + type.fields.count < Int(UInt16.max), names < Int(UInt16.max) else {
      throw .limit(
        "field_numbers",
        Int(UInt16.max),
        "too many entity types or fields have been made and removed since the service started"
      )
    }
  }
}
