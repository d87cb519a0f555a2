package import RobotModel

extension Engine {
  /// Makes a new version of a robot; an update that changes nothing, or its place in the stage's
  /// order only, makes none.
  ///
  /// What becomes of waiting runs is said by the in-flight policy (S-28), also where nothing else
  /// changes; a robot that is turned off loses them.
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag and while its last change goes on, `FAILED_PRECONDITION` for a cycle (S-13) and for an
  ///   alias or outputs in use.
  package func perform(
    _ command: UpdateRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> UpdateRobotReply {
    advance(to: now)
    let present = try robot(command.draft.robot.id)
    var violations = Violations()
    let mask = UpdateMask(command.mask, changeable: Self.changeableParts, &violations)
    checkPlaceStays(command.draft.robot.place, of: present, command.mask, &violations)
    var robot = present
    robot.take(command.draft.robot, by: mask)
    if mask.covers("condition") || mask.covers("condition_text") {
      robot.condition = storedCondition(
        tree: mask.covers("condition") ? command.draft.robot.condition : nil,
        text: mask.covers("condition_text") ? command.draft.conditionText : "",
        entityType: present.place.entityType,
        &violations
      )
    }
    guard let stage = store.schema.slot(ofStage: present.place) else {
      preconditionFailure("a stage in which a robot stands is not removed")
    }
    let others = newestRobots(in: stage).filter { $0.id != present.id }
    let index = index(
      forPosition: robot.position,
      among: others.count,
      at: "robot.position",
      &violations
    )
    guard let kind = kind(of: robot, &violations) else {
      throw refusal(of: robot, among: others, violations)
    }
    robot.version = present.version + 1
    robot.author = caller.user
    robot.changeReason = try checkedReason(command.changeReason)
    robot.inFlight = command.inFlight
    robot.publishedAfter = store.lastNumber
    robot.updateTime = time
    let plan = plan(robot, kind: kind, stage: stage, among: others, at: index, &violations)
    guard let plan else { throw .invalid(violations.list) }
    try Etag.check(command.etag, of: "robot", present.id, current: present.etag)
    try checkIsUnchanging(present.id)
    if !command.isForced { try checkCycle(plan) }
    try checkOutputs(in: plan.order, changed: present.id)
    try checkRecurrence(besides: present.id, in: plan.order, instead: newestRobots(in: stage))
    return publish(plan, instead: present, command)
  }

  /// Puts a checked plan in force and does to the waiting runs what the command says; or tells what
  /// that would be.
  private func publish(
    _ plan: RobotPlan,
    instead present: Robot,
    _ command: UpdateRobot
  ) -> UpdateRobotReply {
    var compiled = plan.compiled
    var isChanged = true
    let isNewVersion =
      !compiled.robot.isAlike(present) || changesMany(command.inFlight, runsOf: present)
    if !isNewVersion {
      isChanged = compiled.robot.position != present.position
      compiled = compiled.at(position: compiled.robot.position, asVersionOf: present)
    }
    let isDisabled = present.isEnabled && !compiled.robot.isEnabled
    let counts = inFlightCounts(
      of: compiled.robot,
      isDisabled: isDisabled,
      policy: command.inFlight
    )
    let reply = UpdateRobotReply(robot: compiled.robot, inFlight: counts)
    if command.isValidateOnly { return reply }
    if isChanged {
      put(compiled)
      putPositions(of: plan.order)
    }
    if isDisabled {
      cancelWaitingRuns(ofRobot: present.id)
    } else {
      applyInFlight(command.inFlight, toRunsOf: compiled.robot)
    }
    return reply
  }

  /// Whether a policy changes more runs than one step does: then a version has to tell of it.
  private func changesMany(_ policy: InFlightPolicy, runsOf robot: Robot) -> Bool {
    let counts = inFlightCounts(of: robot, isDisabled: false, policy: policy)
    return counts.cancelled + counts.migrated > Self.changedAtOnce
  }

  private static let changeableParts = [
    "display_name", "alias", "type", "parameters", "parameters.*", "timing", "timing.immediately",
    "timing.after", "timing.date", "timing.instant", "timing.clock_time", "timing.after_previous",
    "timing.chain_policy", "timing.time_zone", "timing.max_lateness", "timing.past_due",
    "timing.working_time", "timing.calendar", "timing.max_responsible_wait", "condition",
    "condition_text", "evaluate_at", "acting_user",
    "run_limit", "survive_stage_change", "enabled", "position",
  ]

  /// Another stage is MoveRobot's business; a full robot may come back with its own place.
  private func checkPlaceStays(
    _ place: StageKey,
    of present: Robot,
    _ mask: [String],
    _ violations: inout Violations
  ) {
    guard mask.isEmpty else { return }
    let parts = [
      ("entity_type", place.entityType, present.place.entityType),
      ("pipeline", place.pipeline, present.place.pipeline),
      ("stage", place.stage, present.place.stage),
    ]
    for (name, given, own) in parts where !given.isEmpty && given != own {
      violations.add(
        "robot.\(name)",
        "is \(quoted(given)), but the robot belongs to \(quoted(own)); expected that, or a move"
      )
    }
  }
}

extension Robot {
  /// Takes the parts that a mask covers, except for the condition.
  fileprivate mutating func take(_ draft: Robot, by mask: UpdateMask) {
    if mask.covers("display_name") { displayName = draft.displayName }
    if mask.covers("alias") { alias = draft.alias }
    if mask.covers("type") { type = draft.type }
    if mask.covers("evaluate_at") { evaluateAt = draft.evaluateAt }
    if mask.covers("acting_user") { actingUser = draft.actingUser }
    if mask.covers("run_limit") { runLimit = draft.runLimit }
    if mask.covers("survive_stage_change") { survivesStageChange = draft.survivesStageChange }
    if mask.covers("enabled") { isEnabled = draft.isEnabled }
    if mask.names("position") || mask.covers("position") && draft.position != 0 {
      position = draft.position
    }
    takeParameters(draft, by: mask)
    takeTiming(draft.timing, by: mask)
  }

  private mutating func takeParameters(_ draft: Robot, by mask: UpdateMask) {
    if mask.covers("parameters") {
      parameters = draft.parameters
      return
    }
    for name in mask.names(after: "parameters.") {
      parameters.removeAll { $0.name == name }
      parameters += draft.parameters.filter { $0.name == name }
    }
  }

  private mutating func takeTiming(_ draft: Timing, by mask: UpdateMask) {
    if mask.covers("timing") {
      timing = draft
      return
    }
    let starts = ["immediately", "after", "date", "instant", "clock_time"]
    if starts.contains(where: { mask.names("timing.\($0)") }) { timing.start = draft.start }
    if mask.names("timing.after_previous") { timing.isAfterPrevious = draft.isAfterPrevious }
    if mask.names("timing.chain_policy") { timing.chainPolicy = draft.chainPolicy }
    if mask.names("timing.time_zone") { timing.timeZone = draft.timeZone }
    if mask.names("timing.max_lateness") {
      timing.maxLatenessMilliseconds = draft.maxLatenessMilliseconds
    }
    if mask.names("timing.past_due") { timing.pastDue = draft.pastDue }
    if mask.names("timing.working_time") { timing.workingTime = draft.workingTime }
    if mask.names("timing.calendar") { timing.calendar = draft.calendar }
    if mask.names("timing.max_responsible_wait") {
      timing.maxResponsibleWaitMilliseconds = draft.maxResponsibleWaitMilliseconds
    }
  }

  /// Whether two versions differ only in number, author and time, and in the stage's order.
  fileprivate func isAlike(_ other: Robot) -> Bool {
    var copy = self
    copy.version = other.version
    copy.author = other.author
    copy.changeReason = other.changeReason
    copy.inFlight = other.inFlight
    copy.publishedAfter = other.publishedAfter
    copy.updateTime = other.updateTime
    copy.position = other.position
    return copy == other
  }
}
