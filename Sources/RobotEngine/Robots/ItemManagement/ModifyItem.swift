import RobotModel

/// R13: sets, extends and clears fields of the item, all of them or none.
struct ModifyItem: RobotKind {
  let type = RobotType(
    id: "modify_item",
    displayName: "Modify item",
    description: "Writes fields of the item; only the fields named are touched.",
    categories: [.itemManagement],
    parameters: [
      Parameter(
        id: "fields",
        displayName: "Fields",
        description: "Any number of set.FIELD and append.FIELD with a value, or a text that becomes"
          + " one, and clear.FIELD with true. A field of users also takes responsible, creator,"
          + " supervisor or user:ID.",
        kind: .fieldValues,
        isRequired: true
      )
    ]
  )

  var changesItem: Bool { true }

  func violations(of robot: Robot, in engine: Engine) -> [RequestError.Violation] {
    let fields = engine.store.schema.entityType(robot.place.entityType)?.fields ?? []
    return robot.parameters.compactMap { parameter in
      guard let assignment = FieldAssignment(parameter.name), assignment.mode == .clear else {
        return nil
      }
      let isList = fields.contains { $0.id == assignment.fieldID && $0.isMultiple }
      if !isList, parameter.value != .boolean(false) { return nil }
      return RequestError.Violation(
        field: "parameters.\(parameter.name)",
        description: isList
          ? "empties a list; expected a field that holds a single value"
          : "is false; expected true, or no \(parameter.name) at all"
      )
    }
  }

  func fieldsWritten(by robot: Robot) -> [String] {
    robot.parameters.compactMap { FieldAssignment($0.name)?.fieldID }
  }

  func fieldsReplaced(by robot: Robot) -> [String] {
    robot.parameters.compactMap { FieldAssignment($0.name) }.filter { $0.mode != .append }
      .map(\.fieldID)
  }

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    try engine.requireItem(of: act)
    let row = engine.store.records[act.record]
    var changes: [StoredChange] = []
    for parameter in act.parameters {
      guard let assignment = FieldAssignment(parameter.name),
        let number = engine.store.schema.number(ofField: assignment.fieldID, in: row.entityType),
        let field = engine.store.schema.field(number, of: row.entityType)
      else {
        throw RunFailure(
          reason: .refused,
          message: "the item has no field for \"\(parameter.name)\""
        )
      }
      switch assignment.mode {
      case .set:
        changes.append(StoredChange(number, try checked(parameter.value, in: field, engine)))
      case .append:
        let added = try checked(parameter.value, in: field, engine)
        let union = try Self.union(of: row.fields[number], and: added, in: field)
        changes.append(StoredChange(number, union.isEmpty ? nil : .list(union)))
      case .clear:
        if parameter.value == .boolean(true) { changes.append(StoredChange(number, nil)) }
      }
    }
    try requireRoom(for: changes, in: act.record, engine)
    engine.hearingPayment(of: act.record, by: act.author) {
      engine.setFields(changes, of: act.record, by: act.author)
    }
    return []
  }

  /// Fails a run that would make the item larger than a record may be.
  private func requireRoom(
    for changes: [StoredChange],
    in record: Slot<RecordRow>,
    _ engine: Engine
  ) throws(RunFailure) {
    var fields = engine.store.records[record].fields
    for change in changes { fields[change.number] = change.value }
    if let problem = engine.sizeProblem(of: fields, engine.store.key(of: record)) {
      throw RunFailure(reason: .refused, message: problem)
    }
  }

  private func checked(
    _ value: FieldValue,
    in field: Field,
    _ engine: Engine
  ) throws(RunFailure) -> FieldValue? {
    do {
      return try engine.stored(value, in: field)
    } catch {
      throw RunFailure(
        reason: .refused,
        message: "the value for \"\(field.id)\"\(error.member) \(error.description)"
      )
    }
  }

  /// The members of both, in order, each once (S-19).
  private static func union(
    of old: FieldValue?,
    and added: FieldValue?,
    in field: Field
  ) throws(RunFailure) -> [FieldValue] {
    var members: [FieldValue] = []
    for list in [old, added] {
      guard case .list(let new)? = list else { continue }
      for member in new where !members.contains(member) { members.append(member) }
    }
    guard members.count <= Limits.listCount else {
      throw RunFailure(
        reason: .refused,
        message: "\"\(field.id)\" would have \(members.count) members; a list has at most"
          + " \(Limits.listCount)"
      )
    }
    return members
  }
}
