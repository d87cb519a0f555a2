import RobotModel

/// A parameter's name that says what to do with a field: `set.amount`, `append.tags`, `clear.city`.
struct FieldAssignment {
  /// What to do.
  enum Mode: String {
    /// Replace what the field holds.
    case set
    /// Add members to a list, each once.
    case append
    /// Empty the field.
    case clear
  }

  let mode: Mode
  let fieldID: String

  /// Reads a name; nil for one of another form.
  init?(_ name: String) {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let mode = Mode(rawValue: String(parts[0])) else { return nil }
    self.mode = mode
    fieldID = String(parts[1])
  }
}

extension ParameterCompiler {
  /// The entries of all parameters that assign to fields, in the order of their names.
  func fieldEntries(
    _ parameter: Parameter,
    _ parameters: [NamedValue],
    _ violations: inout Violations
  ) -> [CompiledParameters.Entry] {
    var entries: [CompiledParameters.Entry] = []
    var assigned: [String] = []
    var wasGiven = false
    for given in parameters {
      guard let assignment = FieldAssignment(given.name) else { continue }
      wasGiven = true
      if assigned.contains(assignment.fieldID) {
        violations.add(
          "\(field).\(given.name)",
          "is the second parameter for \(quoted(assignment.fieldID)); expected one"
        )
        continue
      }
      assigned.append(assignment.fieldID)
      do {
        if let content = try content(of: given.value, for: assignment) {
          entries.append(CompiledParameters.Entry(name: given.name, content: content))
        }
      } catch {
        violations.add("\(field).\(given.name)\(error.member)", error.description)
      }
    }
    if parameter.isRequired, !wasGiven {
      violations.add(field, "expected at least one of set.FIELD, append.FIELD and clear.FIELD")
    }
    return entries
  }

  /// The content that an assignment gives its field; nil for a preset that was left empty.
  private func content(
    of value: FieldValue,
    for assignment: FieldAssignment
  ) throws(ValueProblem) -> CompiledParameter? {
    let target = try targetField(assignment.fieldID)
    switch assignment.mode {
    case .set: break
    case .append:
      guard target.isMultiple else {
        throw ValueProblem(
          "\(quoted(target.id)) holds a single value; expected set.\(target.id)"
        )
      }
    case .clear:
      guard case .boolean(let isOn) = value else {
        throw ValueProblem("is \(value.kindWord); expected true")
      }
      return isOn ? .value(value) : nil
    }
    var parts: [FieldContent.Part] = []
    switch value {
    case .list(let members):
      guard target.isMultiple else {
        throw ValueProblem("is a list; expected a single \(target.type.word)")
      }
      guard members.count <= Limits.listCount else {
        throw ValueProblem("has \(members.count) members; expected at most \(Limits.listCount)")
      }
      for (index, member) in members.enumerated() {
        do {
          if let part = try part(member, of: target) { parts.append(part) }
        } catch {
          throw ValueProblem(error.description, member: "[\(index)]")
        }
      }
    default:
      if let part = try part(value, of: target) { parts.append(part) }
    }
    return parts.isEmpty ? nil : .content(FieldContent(field: target, parts: parts))
  }

  private func targetField(_ id: String) throws(ValueProblem) -> Field {
    guard let slot = schema.slot(ofEntityType: place.entityType),
      let number = schema.number(ofField: id, in: slot), let field = schema.field(number, of: slot)
    else {
      let names = schema.entityType(place.entityType)?.fields.map(\.id) ?? []
      throw ValueProblem(
        "there is no field \(quoted(id)) of \(place.entityType)"
          + Suggestion.phrase(for: id, among: names)
      )
    }
    return field
  }

  /// A text with placeholders is compiled, as is one that says which user is meant; everything else
  /// must be a value of the field already.
  private func part(
    _ value: FieldValue,
    of target: Field
  ) throws(ValueProblem) -> FieldContent.Part? {
    var single = target
    single.isMultiple = false
    var value = value
    if case .text(let text) = value {
      let template: Template
      do {
        template = try Template(TextCheck.normalized(text), for: .plain, in: context)
      } catch {
        throw ValueProblem(error.description)
      }
      guard let literal = template.literalText else { return .template(template) }
      if target.holdsUsers, let expression = UserExpression(literal) { return .user(expression) }
      guard let read = try TextReading.value(of: literal, in: single) else { return nil }
      value = read
    }
    return try FieldChecker(schema: schema).stored(value, in: single).map { .value($0) }
  }
}

extension Field {
  /// It refers to users and to nothing else.
  fileprivate var holdsUsers: Bool {
    type == .reference && referenceType == PredefinedTypes.user.id
  }
}
