import RobotModel

/// A trigger as a command would leave it, with its place among those of its stage.
struct TriggerPlan {
  /// Checked and compiled, with its position.
  var compiled: CompiledTrigger
  /// The stage's other triggers, in order.
  let others: [Trigger]
}

extension Engine {
  /// Checks a trigger at its place, and compiles it.
  ///
  /// - Parameter draft: With its condition in stored form.
  /// - Throws: `NOT_FOUND` for the entity type, `INVALID_ARGUMENT` with every offending field,
  ///   `FAILED_PRECONDITION`, `NO_PUBLIC_URL`, for a type that needs a public address.
  func plan(
    _ draft: Trigger,
    _ violations: inout Violations
  ) throws(RequestError) -> TriggerPlan {
    var trigger = TriggerCheck.stored(draft, &violations)
    let stage = try stage(of: trigger.place, at: "trigger.", &violations)
    let kind = triggerKind(trigger.type, at: "trigger.type", &violations)
    guard let stage, let kind else { throw .invalid(violations.list) }
    let others = store.triggers.triggers(in: trigger.place).filter { $0.id != trigger.id }
    let index = index(
      forPosition: trigger.position,
      among: others.count,
      at: "trigger.position",
      &violations
    )
    trigger.position = Int32(index + 1)
    let parameters = compileParameters(of: trigger, kind, schema: store.schema, &violations)
    for violation in kind.violations(of: trigger, in: self) {
      violations.add("trigger.\(violation.field)", violation.description)
    }
    try violations.throwIfAny()
    if kind.type.needsPublicURL, trigger.isEnabled, configuration.publicURL.isEmpty {
      throw .unmet(
        "NO_PUBLIC_URL",
        "a trigger of type \"\(kind.type.id)\" needs an address at which the world reaches it;"
          + " set public_url in the configuration"
      )
    }
    let paths = PathResolver(schema: store.schema, entityType: trigger.place.entityType)
    do throws(PathError) {
      let compiled = CompiledTrigger(
        trigger: trigger,
        kind: kind,
        stage: stage,
        condition: try trigger.condition.map { tree throws(PathError) in
          try CompiledCondition(tree, paths: paths)
        },
        parameters: parameters
      )
      return TriggerPlan(compiled: compiled, others: others)
    } catch {
      preconditionFailure("a checked condition compiles: \(error.message)")
    }
  }

  /// A trigger type; what is wrong is added to the violations.
  func triggerKind(
    _ type: String,
    at path: String,
    _ violations: inout Violations
  ) -> (any TriggerKind)? {
    if let kind = TriggerCatalogue.kind(type) { return kind }
    let known = TriggerCatalogue.kinds.map(\.type.id)
    violations.add(
      path,
      type.isEmpty
        ? "is empty; expected one of \(known.joined(separator: ", "))"
        : "there is no trigger type \(quoted(type))" + Suggestion.phrase(for: type, among: known)
    )
    return nil
  }

  /// Puts a trigger in force, and the others of its stage where its position leaves them.
  func put(_ plan: TriggerPlan) {
    put(plan.compiled)
    var order = plan.others.map(\.id)
    order.insert(plan.compiled.trigger.id, at: Int(plan.compiled.trigger.position) - 1)
    putTriggerPositions(order)
  }

  /// Puts triggers of one stage at the positions that their order gives them.
  func putTriggerPositions(_ order: [String]) {
    for (index, id) in order.enumerated() {
      guard let compiled = store.triggers.compiled(id),
        Int(compiled.trigger.position) != index + 1
      else { continue }
      put(compiled.at(position: Int32(index + 1)))
    }
  }
}
