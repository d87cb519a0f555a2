import RobotModel

/// A robot's parameters in the form in which they are resolved when a run starts.
struct CompiledParameters {
  /// One parameter that was given, or its default.
  struct Entry {
    let name: String
    let content: CompiledParameter
  }

  /// In the order of the robot type's parameters.
  var entries: [Entry] = []

  /// What the texts render to and the expressions mean now.
  ///
  /// A field's new value that turns out to be empty is left out: only `clear.FIELD` empties a field
  /// (S-19).
  /// - Throws: What a text or user throws that cannot be resolved, and `REFUSED` where all of them
  ///   would not fit into a worker's message.
  func resolve<Reader: TemplateReader>(
    by reader: borrowing Reader
  ) throws(RunFailure) -> [NamedValue] {
    var resolved: [NamedValue] = []
    resolved.reserveCapacity(entries.count)
    var byteCount = 0
    for index in entries.indices {
      let name = entries[index].name
      if let value = try entries[index].content.resolve(by: reader, name: name) {
        resolved.append(NamedValue(name: name, value: value))
        byteCount += value.byteCount
        try Self.checkSize(byteCount)
      }
    }
    return resolved
  }

  private static func checkSize(_ byteCount: Int) throws(RunFailure) {
    if byteCount <= Limits.resolvedParametersByteCount { return }
    throw RunFailure(
      reason: .refused,
      message: "the parameters would have more than \(Limits.resolvedParametersByteCount) bytes"
    )
  }

  /// What the templates read.
  var sources: [TemplateSource] {
    entries.flatMap { entry in entry.content.templates.flatMap(\.sources) }
  }

  /// The records from which the templates read.
  var starts: [PathStart] {
    sources.compactMap { if case .field(let path, _) = $0 { path.start } else { nil } }
  }
}

/// What one parameter was compiled to.
enum CompiledParameter {
  /// Stays what it is.
  case value(FieldValue)
  /// A text with placeholders.
  case text(Template)
  /// Several texts with placeholders.
  case texts([Template])
  /// A user.
  case user(UserExpression)
  /// Several users, each once.
  case users([UserExpression])
  /// The new content of a field.
  case content(FieldContent)

  var templates: [Template] {
    switch self {
    case .value, .user, .users: []
    case .text(let template): [template]
    case .texts(let templates): templates
    case .content(let content):
      content.parts.compactMap { if case .template(let template) = $0 { template } else { nil } }
    }
  }

  fileprivate func resolve<Reader: TemplateReader>(
    by reader: borrowing Reader,
    name: String
  ) throws(RunFailure) -> FieldValue? {
    switch self {
    case .value(let value): return value
    case .text(let template): return .text(try template.render(by: reader))
    case .texts(let templates):
      var texts: [FieldValue] = []
      for template in templates { texts.append(.text(try template.render(by: reader))) }
      return .list(texts)
    case .user(let expression): return .user(try reader.user(expression))
    case .users(let expressions):
      var users: [FieldValue] = []
      for expression in expressions {
        let user = FieldValue.user(try reader.user(expression))
        if !users.contains(user) { users.append(user) }
      }
      return .list(users)
    case .content(let content): return try content.resolve(by: reader, name: name)
    }
  }
}

extension FieldValue {
  /// A reference to a user.
  static func user(_ id: String) -> FieldValue {
    .reference(RecordKey(entityType: "user", id: id))
  }
}
