package import RobotModel

extension Engine {
  /// Adds a trigger to a stage; it hears of events from now on.
  ///
  /// - Throws: `NOT_FOUND` for the entity type, `INVALID_ARGUMENT` with every offending field,
  ///   `ALREADY_EXISTS`, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION` for a type that needs a public
  ///   address.
  package func perform(
    _ command: CreateTrigger,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Trigger {
    advance(to: now)
    var violations = Violations()
    var trigger = command.draft.trigger
    if !trigger.id.isEmpty, let problem = IdentifierForm.problem(of: trigger.id) {
      violations.add("trigger.id", problem)
    }
    trigger.condition = storedCondition(
      tree: trigger.condition,
      text: command.draft.conditionText,
      entityType: trigger.place.entityType,
      at: "trigger",
      &violations
    )
    trigger.version = store.triggers.history.newestVersion(of: trigger.id) + 1
    trigger.author = caller.user
    trigger.changeReason = try checkedReason(command.changeReason)
    trigger.createTime = time
    trigger.updateTime = time
    if violations.isEmpty, store.triggers.trigger(trigger.id) != nil {
      throw .alreadyExists("trigger", trigger.id)
    }
    var plan = try plan(trigger, &violations)
    try checkRoomForTrigger(besides: plan.others)
    if command.isValidateOnly { return plan.compiled.trigger }
    if trigger.id.isEmpty { plan.compiled = plan.compiled.named(makeTriggerID()) }
    put(plan)
    return plan.compiled.trigger
  }

  /// Refuses one more trigger in a stage, or at all.
  func checkRoomForTrigger(besides others: [Trigger]) throws(RequestError) {
    guard others.count < Limits.triggersPerStage else {
      throw .limit(
        "triggers_per_stage",
        Limits.triggersPerStage,
        "the stage has \(others.count) triggers already"
      )
    }
    guard store.triggers.count < Limits.triggers else {
      throw .limit("triggers", Limits.triggers, "there are \(Limits.triggers) triggers already")
    }
  }

  private func makeTriggerID() -> String {
    while true {
      let id = store.makeNumber(at: time).text
      batch.isStoreTouched = true
      if store.triggers.history.versions(of: id).isEmpty { return id }
    }
  }
}

extension CompiledTrigger {
  /// The same with an id.
  fileprivate func named(_ id: String) -> CompiledTrigger {
    var trigger = trigger
    trigger.id = id
    return CompiledTrigger(
      trigger: trigger,
      kind: kind,
      stage: stage,
      condition: condition,
      parameters: parameters
    )
  }
}
