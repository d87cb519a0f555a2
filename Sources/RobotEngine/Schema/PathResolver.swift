import RobotModel

/// A path that was looked up: how to read it, and what can be there.
struct ResolvedPath {
  /// The path in its one spelling: `item.amount` is `amount`.
  let text: String
  /// How to read it.
  let path: FieldPath
  /// The field there; of what is no field, such as `stage`, a description in its form.
  let field: Field
}

/// Why a path leads nowhere.
struct PathError: Error, Hashable {
  /// The place in the path, in bytes, of the part that is wrong.
  let position: Int
  /// What is wrong and what would be right.
  let message: String
}

/// Looks up the paths of conditions and templates for the records of one entity type.
struct PathResolver {
  /// A record other than the item that paths can go on to.
  enum Root: String, CaseIterable {
    case contact
    case company
    case responsible
    case supervisor
    case creator
    case invoice
    case quote
  }

  private let schema: SchemaTable
  private let entityType: String

  /// Looks up paths for records of `entityType`.
  init(schema: SchemaTable, entityType: String) {
    self.schema = schema
    self.entityType = entityType
  }

  /// Looks a path up.
  /// - Throws: `PathError` with what would be right.
  func resolve(_ text: String) throws(PathError) -> ResolvedPath {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    if parts.count == 1 { return try resolve(parts[0], of: entityType, at: 0) }
    let position = parts[0].utf8.count + 1
    guard parts.count == 2 else {
      throw PathError(
        position: position + parts[1].utf8.count + 1,
        message: "\(quoted(text)) has too many parts; expected a field, or one dot and a field"
      )
    }
    if parts[0] == "item" { return try resolve(parts[1], of: entityType, at: position) }
    guard let root = Root(rawValue: parts[0]) else {
      let names = roots.map { "\($0.rawValue)." } + ["item."]
      throw PathError(
        position: 0,
        message: "there is no \(quoted(parts[0])) to read from"
          + Suggestion.phrase(for: parts[0] + ".", among: names)
      )
    }
    let (start, target) = try start(of: root)
    let found = try resolve(parts[1], of: target, at: position)
    return ResolvedPath(
      text: text,
      path: FieldPath(from: start, source: found.path.source),
      field: found.field
    )
  }

  /// The roots that lead somewhere from this entity type.
  var roots: [Root] {
    Root.allCases.filter { (try? start(of: $0)) != nil }
  }

  /// Every name that can be read of the item itself, for suggestions.
  var names: [String] { Self.names(of: entityType, in: schema) }

  private func start(of root: Root) throws(PathError) -> (PathStart, target: String) {
    switch root {
    case .contact: return try link(root, by: "contacts")
    case .company, .responsible, .creator: return try link(root, by: root.rawValue)
    case .supervisor:
      _ = try link(root, by: Root.responsible.rawValue)
      return (.supervisor, PredefinedTypes.user.id)
    case .invoice: return try document(.invoice)
    case .quote: return try document(.quote)
    }
  }

  /// What an item's field leads to; of several references the first counts.
  private func link(
    _ root: Root,
    by fieldID: String
  ) throws(PathError) -> (PathStart, target: String) {
    guard let slot = schema.slot(ofEntityType: entityType),
      let number = schema.number(ofField: fieldID, in: slot),
      let field = schema.field(number, of: slot), field.type == .reference,
      !field.referenceType.isEmpty
    else {
      throw PathError(
        position: 0,
        message: "\(entityType) has no field \"\(fieldID)\" that refers to one entity type,"
          + " so \"\(root.rawValue)\" leads nowhere"
      )
    }
    return (.link(number), field.referenceType)
  }

  private func document(_ type: DocumentType) throws(PathError) -> (PathStart, target: String) {
    let name = type.rawValue
    if entityType == name {
      throw PathError(
        position: 0,
        message:
          "\(quoted(name)) is the item itself here; expected a field of it alone, such as amount"
      )
    }
    guard schema.entityType(entityType)?.hasStages ?? false else {
      throw PathError(
        position: 0,
        message: "\(entityType) is no type of items, so \"\(name)\" leads nowhere"
      )
    }
    guard let slot = schema.slot(ofEntityType: name),
      let number = schema.number(ofField: DocumentType.itemsField, in: slot),
      schema.field(number, of: slot)?.type == .reference
    else {
      throw PathError(
        position: 0,
        message: "\(name) has no field \"\(DocumentType.itemsField)\" that refers to items, so"
          + " \"\(name)\" leads nowhere"
      )
    }
    return (.document(type), name)
  }

  private func resolve(
    _ name: String,
    of type: String,
    at position: Int
  ) throws(PathError) -> ResolvedPath {
    if let slot = schema.slot(ofEntityType: type) {
      if let number = schema.number(ofField: name, in: slot),
        let field = schema.field(number, of: slot)
      {
        return ResolvedPath(text: name, path: FieldPath(source: .field(number)), field: field)
      }
      let hasStages = schema.definition(of: slot)?.hasStages ?? false
      if let property = RecordProperty(rawValue: name), hasStages || !property.isOfItem {
        return ResolvedPath(
          text: name,
          path: FieldPath(source: property.source),
          field: describe(property, of: type)
        )
      }
    }
    throw PathError(
      position: position,
      message: "there is no field \(quoted(name)) of \(type)"
        + Suggestion.phrase(for: name, among: Self.names(of: type, in: schema))
    )
  }

  /// A property in the form of a field; pipelines and stages are chosen from those there are.
  private func describe(_ property: RecordProperty, of type: String) -> Field {
    var field = Field(id: property.rawValue, displayName: "", type: property.type)
    guard property == .pipeline || property == .stage else { return field }
    field.type = .enumeration
    let pipelines = schema.pipelineIDs(ofEntityType: type)
    field.options = pipelines
    if property == .stage {
      let stages = pipelines.flatMap { id in
        schema.pipeline(PipelineKey(entityType: type, id: id))?.stages.map(\.id) ?? []
      }
      field.options = Set(stages).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return field
  }

  private static func names(of type: String, in schema: SchemaTable) -> [String] {
    guard let definition = schema.entityType(type) else { return [] }
    let properties = RecordProperty.allCases.filter { definition.hasStages || !$0.isOfItem }
    return definition.fields.map(\.id) + properties.map(\.rawValue)
  }
}
