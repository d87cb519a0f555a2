import RobotModel

/// The entity types that ship with the service, one file each.
///
/// Users add fields to them and types beside them; what is here is always there, so that robots
/// can rely on it.
enum PredefinedTypes {
  /// In the order in which they are made in an empty store.
  static let all = [
    lead, deal, contact, company, user, notification, comment, file, invoice, department, quote,
  ]

  /// The type as it is stored, with fields that this version of the service has added to it.
  static func completed(_ stored: EntityType) -> EntityType {
    guard let own = all.first(where: { $0.id == stored.id }) else { return stored }
    var type = stored
    type.isPredefined = true
    for field in own.fields where !type.fields.contains(where: { $0.id == field.id }) {
      type.fields.append(field)
    }
    return type
  }

  static func type(
    _ id: String,
    _ displayName: String,
    hasStages: Bool = false,
    _ fields: [Field]
  ) -> EntityType {
    EntityType(
      id: id,
      displayName: displayName,
      fields: fields,
      hasStages: hasStages,
      isPredefined: true
    )
  }
}

extension Field {
  /// A field that belongs to a predefined type.
  static func predefined(
    _ id: String,
    _ displayName: String,
    _ type: ValueType,
    isMultiple: Bool = false
  ) -> Field {
    Field(
      id: id,
      displayName: displayName,
      type: type,
      isMultiple: isMultiple,
      isPredefined: true
    )
  }

  /// A field of a predefined type that refers to a record; without a type, to any.
  static func predefined(
    _ id: String,
    _ displayName: String,
    to entityType: String,
    isMultiple: Bool = false
  ) -> Field {
    Field(
      id: id,
      displayName: displayName,
      type: .reference,
      isMultiple: isMultiple,
      referenceType: entityType,
      isPredefined: true
    )
  }
}
