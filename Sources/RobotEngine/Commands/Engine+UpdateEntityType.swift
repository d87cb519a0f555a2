package import RobotModel

extension Engine {
  /// Changes an entity type's display name and fields.
  ///
  /// A field keeps its type for ever. One that holds something in a record, or that a robot names,
  /// stays.
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag, `FAILED_PRECONDITION` with counts for a field that is in use.
  package func perform(
    _ command: UpdateEntityType,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> EntityType {
    advance(to: now)
    let draft = command.entityType
    let present = try entityType(draft.id)
    var violations = Violations()
    let mask = UpdateMask(command.mask, changeable: ["display_name", "fields"], &violations)
    var type = present
    if mask.covers("display_name") { type.displayName = draft.displayName }
    if mask.covers("fields") { type.fields = draft.fields }
    type = EntityTypeCheck(schema: store.schema).stored(type, &violations)
    if command.mask.isEmpty, draft.hasStages, !present.hasStages {
      violations.add("entity_type.has_stages", "cannot be changed; expected false")
    }
    if mask.covers("fields") { checkKeptFields(of: draft, against: present, &violations) }
    try violations.throwIfAny()
    try Etag.check(command.etag, of: "entity type", type.id, current: present.etag)
    if type == present { return present }
    try checkNumbers(of: type)
    try checkUses(of: type, instead: present)
    type.revision = present.revision + 1
    type.updateTime = time
    if !command.isValidateOnly { put(type) }
    return type
  }

  private func checkKeptFields(
    of draft: EntityType,
    against present: EntityType,
    _ violations: inout Violations
  ) {
    for (index, field) in draft.fields.enumerated() {
      guard let old = present.fields.first(where: { $0.id == field.id }) else { continue }
      let path = "entity_type.fields[\(index)]"
      if field.type != old.type {
        violations.add("\(path).type", "cannot be changed; expected \(old.type.word)")
      }
      if field.isMultiple != old.isMultiple {
        violations.add("\(path).multiple", "cannot be changed; expected \(old.isMultiple)")
      }
      if field.referenceType != old.referenceType {
        violations.add(
          "\(path).reference_type",
          "cannot be changed; expected \(quoted(old.referenceType))"
        )
      }
    }
  }

  /// Refuses to take away what records hold or robots name: a field, or an option of one.
  private func checkUses(
    of type: EntityType,
    instead present: EntityType
  ) throws(RequestError) {
    let removed = present.fields.filter { old in !type.fields.contains { $0.id == old.id } }
    let isNarrowed = present.fields.contains { old in
      let options = type.fields.first { $0.id == old.id }?.options ?? []
      return !old.options.allSatisfy { options.contains($0) }
    }
    if removed.isEmpty, !isNarrowed { return }
    for field in removed {
      let records = countRecords(holding: field.id, of: type.id)
      if records > 0 {
        throw .inUse(
          "field",
          field.id,
          [Use(count: records, "record", "holds it")]
        )
      }
    }
    let changed = store.schema.copy()
    changed.put(type)
    let robots = robotsBroken(by: changed)
    let triggers = triggersBroken(by: changed)
    if !robots.isEmpty || !triggers.isEmpty {
      throw .inUse(
        "entity type",
        type.id,
        [
          Use(count: robots.count, "robot", "names what would be gone"),
          Use(count: triggers.count, "trigger", "names what would be gone"),
        ],
        examples: robots + triggers
      )
    }
  }

  private func countRecords(holding field: String, of type: String) -> Int {
    guard let slot = store.schema.slot(ofEntityType: type),
      let number = store.schema.number(ofField: field, in: slot)
    else { return 0 }
    var count = 0
    var record = store.schema.firstRecord(of: slot)
    while record.isSome {
      let row = store.records[record]
      if !row.isDeleted, row.fields[number] != nil { count += 1 }
      record = row.nextOfType
    }
    return count
  }
}
