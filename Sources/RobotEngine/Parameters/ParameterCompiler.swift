import RobotModel

/// Checks and compiles the parameters of a robot or trigger by what its type says of them.
struct ParameterCompiler {
  /// Where the robot or trigger belongs.
  let place: StageKey
  /// The type's id.
  let type: String
  /// What the type takes.
  let declared: [Parameter]
  let schema: SchemaTable
  let context: TemplateContext
  /// The path of the parameters in the request, "robot.parameters".
  let field: String

  /// The compiled form; what is wrong is added to the violations, each parameter by its path.
  func compile(
    _ parameters: [NamedValue],
    _ violations: inout Violations
  ) -> CompiledParameters {
    var compiled = CompiledParameters()
    guard parameters.count <= Limits.parametersPerRobot else {
      violations.add(
        field,
        "has \(parameters.count) parameters; expected at most \(Limits.parametersPerRobot)"
      )
      return compiled
    }
    for parameter in declared {
      if parameter.kind == .fieldValues {
        compiled.entries += fieldEntries(parameter, parameters, &violations)
      } else if let value = given(parameter.id, in: parameters) ?? parameter.defaultValue {
        if let content = content(of: value, for: parameter, beside: parameters, &violations) {
          compiled.entries.append(CompiledParameters.Entry(name: parameter.id, content: content))
        }
      } else if parameter.isRequired {
        violations.add("\(field).\(parameter.id)", "is needed: \(parameter.description)")
      }
    }
    for parameter in parameters where !isKnown(parameter.name) {
      let hint = Suggestion.phrase(for: parameter.name, among: declared.map(\.id))
      violations.add("\(field).\(parameter.name)", "\"\(type)\" has no such parameter\(hint)")
    }
    return compiled
  }

  private func isKnown(_ name: String) -> Bool {
    declared.contains { parameter in
      parameter.kind == .fieldValues
        ? FieldAssignment(name) != nil : parameter.id == name
    }
  }

  /// A parameter's value; an empty text is the same as none.
  private func given(_ name: String, in parameters: [NamedValue]) -> FieldValue? {
    guard let value = parameters.first(where: { $0.name == name })?.value else { return nil }
    if case .text(let text) = value, text.isEmpty { return nil }
    return value
  }

  // MARK: - One parameter

  private func content(
    of value: FieldValue,
    for parameter: Parameter,
    beside parameters: [NamedValue],
    _ violations: inout Violations
  ) -> CompiledParameter? {
    let path = "\(field).\(parameter.id)"
    do {
      switch parameter.kind {
      case .template: return try template(value, parameter)
      case .user: return try user(value, parameter)
      case .text, .boolean, .integer, .choice:
        var described = Field(id: parameter.id, displayName: "", type: parameter.kind.valueType)
        described.isMultiple = parameter.isMultiple
        described.options = parameter.options
        let stored = try FieldChecker(schema: schema).stored(value, in: described)
        return stored.map { .value($0) }
      case .pipeline:
        return .value(.text(try pipeline(value)))
      case .stage:
        return .value(.text(try stage(value, beside: parameters)))
      case .field:
        return .value(.text(try fieldID(value)))
      case .fieldValues: preconditionFailure("field values are several parameters")
      }
    } catch {
      violations.add(path + error.member, error.description)
      return nil
    }
  }

  private func template(
    _ value: FieldValue,
    _ parameter: Parameter
  ) throws(ValueProblem) -> CompiledParameter {
    guard case .list(let members) = value else { return .text(try template(value)) }
    guard parameter.isMultiple else { throw ValueProblem("is a list; expected a text") }
    var templates: [Template] = []
    for (index, member) in members.enumerated() {
      do {
        templates.append(try template(member))
      } catch {
        throw ValueProblem(error.description, member: "[\(index)]")
      }
    }
    return .texts(templates)
  }

  private func template(_ value: FieldValue) throws(ValueProblem) -> Template {
    guard case .text(let text) = value else {
      throw ValueProblem("is \(value.kindWord); expected a text, which may have placeholders")
    }
    do {
      return try Template(TextCheck.normalized(text), for: .plain, in: context)
    } catch {
      throw ValueProblem(error.description)
    }
  }

  private func user(
    _ value: FieldValue,
    _ parameter: Parameter
  ) throws(ValueProblem) -> CompiledParameter? {
    guard case .list(let members) = value else {
      let expression = try user(value)
      return parameter.isMultiple ? .users([expression]) : .user(expression)
    }
    guard parameter.isMultiple else {
      throw ValueProblem("is a list; \(UserExpression.expected)")
    }
    guard 1...Limits.listCount ~= members.count else {
      throw ValueProblem("has \(members.count) members; expected 1 to \(Limits.listCount)")
    }
    var expressions: [UserExpression] = []
    for (index, member) in members.enumerated() {
      do {
        let expression = try user(member)
        if !expressions.contains(expression) { expressions.append(expression) }
      } catch {
        throw ValueProblem(error.description, member: "[\(index)]")
      }
    }
    return .users(expressions)
  }

  private func user(_ value: FieldValue) throws(ValueProblem) -> UserExpression {
    switch value {
    case .text(let text):
      if let expression = UserExpression(text) { return expression }
      throw ValueProblem("\(quoted(text)) is no user; \(UserExpression.expected)")
    case .reference(let key) where key.entityType == "user":
      if let expression = UserExpression("user:\(key.id)") { return expression }
      throw ValueProblem("refers to no user; \(UserExpression.expected)")
    default: throw ValueProblem("is \(value.kindWord); \(UserExpression.expected)")
    }
  }

  private func pipeline(_ value: FieldValue) throws(ValueProblem) -> String {
    let ids = schema.pipelineIDs(ofEntityType: place.entityType)
    guard case .text(let id) = value, ids.contains(id) else {
      throw ValueProblem(
        "\(quoted(value.text)) is no pipeline of \(place.entityType)"
          + Suggestion.phrase(for: value.text, among: ids)
      )
    }
    return id
  }

  private func fieldID(_ value: FieldValue) throws(ValueProblem) -> String {
    let ids = schema.entityType(place.entityType)?.fields.map(\.id) ?? []
    guard case .text(let id) = value, ids.contains(id) else {
      throw ValueProblem(
        "\(quoted(value.text)) is no field of \(place.entityType)"
          + Suggestion.phrase(for: value.text, among: ids)
      )
    }
    return id
  }

  /// A stage of the robot's pipeline, or of the one that another parameter names.
  private func stage(
    _ value: FieldValue,
    beside parameters: [NamedValue]
  ) throws(ValueProblem) -> String {
    var pipeline = place.pipeline
    if let named = declared.first(where: { $0.kind == .pipeline }),
      case .text(let id)? = given(named.id, in: parameters)
    {
      pipeline = id
    }
    let key = PipelineKey(entityType: place.entityType, id: pipeline)
    let ids = schema.pipeline(key)?.stages.map(\.id) ?? []
    guard case .text(let id) = value, ids.contains(id) else {
      throw ValueProblem(
        "\(quoted(value.text)) is no stage of the pipeline \(quoted(pipeline))"
          + Suggestion.phrase(for: value.text, among: ids)
      )
    }
    return id
  }
}

extension ParameterKind {
  /// What a value is, of a kind that takes plain values.
  fileprivate var valueType: ValueType {
    switch self {
    case .boolean: .boolean
    case .integer: .integer
    case .choice: .enumeration
    case .template, .text, .user, .stage, .pipeline, .fieldValues, .field: .text
    }
  }
}
