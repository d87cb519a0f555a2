import RobotModel

/// Checks an entity type's definition and gives it its stored form.
struct EntityTypeCheck {
  private let schema: SchemaTable

  /// Checks definitions beside those of `schema`.
  init(schema: SchemaTable) {
    self.schema = schema
  }

  /// The stored form; what is wrong is added to the violations under `entity_type`.
  ///
  /// An item's type has the fields that all items have, before its own.
  func stored(_ draft: EntityType, _ violations: inout Violations) -> EntityType {
    var type = draft
    if let problem = NameCheck.schemaProblem(of: type.id) {
      violations.add("entity_type.id", problem)
    }
    type.displayName = TextCheck.normalized(type.displayName)
    if let problem = NameCheck.displayNameProblem(of: type.displayName) {
      violations.add("entity_type.display_name", problem)
    }
    type.fields = storedFields(of: type, &violations)
    return type
  }

  /// The fields' stored form, with those that the service gives the type.
  func storedFields(of type: EntityType, _ violations: inout Violations) -> [Field] {
    var given: [Field] = []
    for (index, field) in type.fields.enumerated() {
      let path = "entity_type.fields[\(index)]"
      if let earlier = given.firstIndex(where: { $0.id == field.id }) {
        violations.add("\(path).id", "\(quoted(field.id)) is the id of fields[\(earlier)], too")
      }
      given.append(stored(field, at: path, of: type.id, &violations))
    }
    var fields = ownFields(of: type)
    for index in fields.indices {
      guard let place = given.firstIndex(where: { $0.id == fields[index].id }) else { continue }
      let own = fields[index]
      let field = given[place]
      if field.type != own.type || field.isMultiple != own.isMultiple
        || field.referenceType != own.referenceType
      {
        violations.add(
          "entity_type.fields[\(place)]",
          "\(quoted(own.id)) is a field that every such type has;"
            + " expected \(own.isMultiple ? "a list of " : "")\(own.type.word)"
            + (own.referenceType.isEmpty ? "" : " to \(own.referenceType)")
        )
      }
      if !field.displayName.isEmpty { fields[index].displayName = field.displayName }
    }
    fields += given.filter { field in !fields.contains { $0.id == field.id } }
    if fields.count > Limits.fieldsPerEntityType {
      violations.add(
        "entity_type.fields",
        "would be \(fields.count); expected at most \(Limits.fieldsPerEntityType)"
      )
    }
    return fields
  }

  /// The fields that the service gives a type.
  private func ownFields(of type: EntityType) -> [Field] {
    if let own = PredefinedTypes.all.first(where: { $0.id == type.id }) { return own.fields }
    return type.hasStages ? SharedFields.ofItems : []
  }

  private func stored(
    _ draft: Field,
    at path: String,
    of typeID: String,
    _ violations: inout Violations
  ) -> Field {
    var field = draft
    field.isPredefined = false
    if let problem = NameCheck.schemaProblem(of: field.id) {
      violations.add("\(path).id", problem)
    } else if Self.reservedNames.contains(field.id) {
      violations.add(
        "\(path).id",
        "\(quoted(field.id)) is reserved; expected none of"
          + " \(Self.reservedNames.joined(separator: ", "))"
      )
    }
    field.displayName = TextCheck.normalized(field.displayName)
    if let problem = NameCheck.displayNameProblem(of: field.displayName) {
      violations.add("\(path).display_name", problem)
    }
    field.options = field.options.map(TextCheck.normalized)
    checkOptions(of: field, at: "\(path).options", &violations)
    checkReference(of: field, at: "\(path).reference_type", of: typeID, &violations)
    return field
  }

  /// What paths and conditions read as something else.
  private static let reservedNames =
    RecordProperty.allCases.map(\.rawValue) + ConditionParser.keywords.map { $0.lowercased() }

  private func checkOptions(of field: Field, at path: String, _ violations: inout Violations) {
    guard field.type == .enumeration else {
      if !field.options.isEmpty {
        violations.add(path, "belong to an enumeration; expected none of \(field.type.word)")
      }
      return
    }
    guard 1...Limits.optionsPerField ~= field.options.count else {
      violations.add(
        path,
        "are \(field.options.count); expected 1 to \(Limits.optionsPerField)"
      )
      return
    }
    var seen: Set<String> = []
    for (index, option) in field.options.enumerated() {
      if option.isEmpty {
        violations.add("\(path)[\(index)]", "is empty; expected a text")
      } else if let problem = NameCheck.displayNameProblem(of: option) {
        violations.add("\(path)[\(index)]", problem)
      } else if !seen.insert(option).inserted {
        violations.add("\(path)[\(index)]", "\(quoted(option)) is there twice")
      }
    }
  }

  private func checkReference(
    of field: Field,
    at path: String,
    of typeID: String,
    _ violations: inout Violations
  ) {
    if field.referenceType.isEmpty { return }
    if field.type != .reference {
      violations.add(path, "belongs to a reference; expected none of \(field.type.word)")
    } else if field.referenceType != typeID, schema.entityType(field.referenceType) == nil {
      violations.add(
        path,
        "there is no entity type \(quoted(field.referenceType))"
          + Suggestion.phrase(for: field.referenceType, among: schema.entityTypeIDs)
      )
    }
  }
}
