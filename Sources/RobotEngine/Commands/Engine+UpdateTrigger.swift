package import RobotModel

extension Engine {
  /// Changes a trigger, its stage and its place among the stage's triggers, too; an update that
  /// changes nothing, or its place in the order only, makes no version.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION` for a type that needs a public address.
  package func perform(
    _ command: UpdateTrigger,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Trigger {
    advance(to: now)
    let draft = command.draft.trigger
    let present = try trigger(draft.id)
    var violations = Violations()
    let mask = UpdateMask(command.mask, changeable: Self.changeableTriggerParts, &violations)
    if !draft.place.entityType.isEmpty, draft.place.entityType != present.place.entityType,
      mask.covers("entity_type")
    {
      violations.add(
        "trigger.entity_type",
        "cannot be changed; expected \(quoted(present.place.entityType))"
      )
    }
    var trigger = present
    trigger.take(draft, by: mask)
    if mask.covers("condition") || mask.covers("condition_text") {
      trigger.condition = storedCondition(
        tree: mask.covers("condition") ? draft.condition : nil,
        text: mask.covers("condition_text") ? command.draft.conditionText : "",
        entityType: present.place.entityType,
        at: "trigger",
        &violations
      )
    }
    let isPositionGiven =
      mask.names("position") || mask.covers("position") && draft.position != 0
    if trigger.place != present.place, !isPositionGiven { trigger.position = 0 }
    trigger.version = present.version + 1
    trigger.author = caller.user
    trigger.changeReason = try checkedReason(command.changeReason)
    trigger.updateTime = time
    let plan = try plan(trigger, &violations)
    try Etag.check(command.etag, of: "trigger", present.id, current: present.etag)
    if plan.compiled.trigger.isAlike(present) { return moved(present, plan, command) }
    if trigger.place != present.place { try checkRoomForTrigger(besides: plan.others) }
    if command.isValidateOnly { return plan.compiled.trigger }
    put(plan)
    if trigger.place != present.place {
      putTriggerPositions(store.triggers.triggers(in: present.place).map(\.id))
    }
    return plan.compiled.trigger
  }

  /// A trigger of which at most the place in the stage's order has changed.
  private func moved(
    _ present: Trigger,
    _ plan: TriggerPlan,
    _ command: UpdateTrigger
  ) -> Trigger {
    var trigger = present
    trigger.position = plan.compiled.trigger.position
    if trigger == present || command.isValidateOnly { return trigger }
    put(TriggerPlan(compiled: plan.compiled.with(trigger), others: plan.others))
    return trigger
  }

  private static let changeableTriggerParts = [
    "pipeline", "stage", "position", "display_name", "type", "parameters", "parameters.*",
    "condition", "condition_text", "allow_backwards", "allow_from_final", "acting_user", "enabled",
  ]
}

extension Trigger {
  /// Takes the parts that a mask covers, except for the condition.
  fileprivate mutating func take(_ draft: Trigger, by mask: UpdateMask) {
    if mask.covers("pipeline"), !draft.place.pipeline.isEmpty {
      place.pipeline = draft.place.pipeline
    }
    if mask.covers("stage"), !draft.place.stage.isEmpty { place.stage = draft.place.stage }
    if mask.names("position") || mask.covers("position") && draft.position != 0 {
      position = draft.position
    }
    if mask.covers("display_name") { displayName = draft.displayName }
    if mask.covers("type") { type = draft.type }
    if mask.covers("allow_backwards") { allowsBackwards = draft.allowsBackwards }
    if mask.covers("allow_from_final") { allowsFromFinal = draft.allowsFromFinal }
    if mask.covers("acting_user") { actingUser = draft.actingUser }
    if mask.covers("enabled") { isEnabled = draft.isEnabled }
    if mask.covers("parameters") {
      parameters = draft.parameters
      return
    }
    for name in mask.names(after: "parameters.") {
      parameters.removeAll { $0.name == name }
      parameters += draft.parameters.filter { $0.name == name }
    }
  }

  /// Whether two versions differ only in number, author and time, and in the stage's order.
  fileprivate func isAlike(_ other: Trigger) -> Bool {
    var copy = self
    copy.version = other.version
    copy.author = other.author
    copy.changeReason = other.changeReason
    copy.updateTime = other.updateTime
    copy.position = other.position
    return copy == other
  }
}
