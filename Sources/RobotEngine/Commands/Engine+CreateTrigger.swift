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
    if trigger.id.isEmpty {
      var named = plan.compiled.trigger
      named.id = makeRuleID { !store.triggers.history.versions(of: $0).isEmpty }
      plan.compiled = plan.compiled.with(named)
    }
    put(plan)
    return plan.compiled.trigger
  }
}
