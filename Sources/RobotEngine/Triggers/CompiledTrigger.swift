import RobotModel

/// A trigger in the form in which it hears of events: names resolved, condition parsed.
final class CompiledTrigger {
  /// What was compiled.
  let trigger: Trigger
  /// Its type's kind.
  let kind: any TriggerKind
  /// To which it brings items.
  let stage: StageSlot
  /// If it acts; nil for always.
  let condition: CompiledCondition?
  /// With the defaults of those that are not given.
  let parameters: [NamedValue]
  /// As whom it acts; nil for the built-in user.
  let actingUser: UserExpression?

  /// Joins what was compiled.
  init(
    trigger: Trigger,
    kind: any TriggerKind,
    stage: StageSlot,
    condition: CompiledCondition?,
    parameters: [NamedValue]
  ) {
    self.trigger = trigger
    self.kind = kind
    self.stage = stage
    self.condition = condition
    self.parameters = parameters
    self.actingUser = UserExpression(trigger.actingUser)
  }

  /// The same at another place of its stage's order.
  func at(position: Int32) -> CompiledTrigger {
    var trigger = trigger
    trigger.position = position
    return with(trigger)
  }

  /// The same of a trigger that is called, or stands, otherwise but is alike in all else.
  func with(_ trigger: Trigger) -> CompiledTrigger {
    CompiledTrigger(
      trigger: trigger,
      kind: kind,
      stage: stage,
      condition: condition,
      parameters: parameters
    )
  }
}

extension Engine {
  /// Compiles a trigger that was checked when it was saved.
  func compile(_ trigger: Trigger) throws(LoadError) -> CompiledTrigger {
    guard let kind = TriggerCatalogue.kind(trigger.type) else {
      throw LoadError("trigger \(trigger.id) is of the unknown type \(trigger.type)")
    }
    var violations = Violations()
    let parameters = compileParameters(of: trigger, kind, schema: store.schema, &violations)
    if let violation = violations.list.first {
      throw LoadError("trigger \(trigger.id): \(violation.field) \(violation.description)")
    }
    let paths = PathResolver(schema: store.schema, entityType: trigger.place.entityType)
    do throws(PathError) {
      return CompiledTrigger(
        trigger: trigger,
        kind: kind,
        stage: store.schema.internStage(trigger.place),
        condition: try trigger.condition.map { tree throws(PathError) in
          try CompiledCondition(tree, paths: paths)
        },
        parameters: parameters
      )
    } catch {
      throw LoadError("the condition of trigger \(trigger.id): \(error.message)")
    }
  }

  /// Checks a trigger's parameters by a schema and adds the defaults of those that are not given.
  func compileParameters(
    of trigger: Trigger,
    _ kind: any TriggerKind,
    schema: SchemaTable,
    _ violations: inout Violations
  ) -> [NamedValue] {
    let compiler = ParameterCompiler(
      place: trigger.place,
      type: kind.type.id,
      declared: kind.type.parameters,
      schema: schema,
      context: TemplateContext(
        paths: PathResolver(schema: schema, entityType: trigger.place.entityType)
      ),
      field: "trigger.parameters"
    )
    return compiler.compile(trigger.parameters, &violations).entries.map { entry in
      guard case .value(let value) = entry.content else {
        preconditionFailure("a trigger's parameters are plain values")
      }
      return NamedValue(name: entry.name, value: value)
    }
  }
}
