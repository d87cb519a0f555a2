package import RobotModel

extension Engine {
  /// Adds a robot to a stage; items that stand there already are left alone (S-1).
  ///
  /// - Throws: `NOT_FOUND` for the entity type, `INVALID_ARGUMENT` with every offending field,
  ///   `ALREADY_EXISTS`, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION` for a cycle (S-13) and for a
  ///   place that takes an output away from another robot.
  package func perform(
    _ command: CreateRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Robot {
    advance(to: now)
    var violations = Violations()
    var robot = command.draft.robot
    if !robot.id.isEmpty, let problem = IdentifierForm.problem(of: robot.id) {
      violations.add("robot.id", problem)
    }
    let kind = kind(of: robot, &violations)
    guard let stage = try stage(of: robot.place, at: "robot.", &violations) else {
      throw refusal(of: robot, among: [], violations)
    }
    let others = newestRobots(in: stage)
    let index = index(
      forPosition: robot.position,
      among: others.count,
      at: "robot.position",
      &violations
    )
    robot.condition = storedCondition(
      tree: robot.condition,
      text: command.draft.conditionText,
      entityType: robot.place.entityType,
      &violations
    )
    guard let kind else { throw refusal(of: robot, among: others, violations) }
    if store.robots.slot(of: robot.id) != nil { throw .alreadyExists("robot", robot.id) }
    try checkIsUnchanging(robot.id)
    robot.version = nextVersion(of: robot.id)
    robot.author = caller.user
    robot.changeReason = try checkedReason(command.changeReason)
    robot.inFlight = .keepTiming
    robot.publishedAfter = store.lastNumber
    robot.createTime = time
    robot.updateTime = time
    let plan = plan(robot, kind: kind, stage: stage, among: others, at: index, &violations)
    guard var plan else { throw .invalid(violations.list) }
    try checkRoom(inStageOf: others)
    try checkRoom(for: 1)
    if !command.isForced { try checkCycle(plan) }
    try checkOutputs(in: plan.order, changed: robot.id)
    try checkRecurrence(besides: robot.id, in: plan.order, instead: others)
    if command.isValidateOnly { return plan.compiled.robot }
    if robot.id.isEmpty { plan = plan.named(makeRobotID()) }
    put(plan.compiled)
    putPositions(of: plan.order)
    return plan.compiled.robot
  }

  /// One more than the newest version that ever had the id: versions are immutable, also those of a
  /// robot that was deleted.
  private func nextVersion(of id: String) -> Int64 {
    guard let slot = store.robots.slotEver(of: id), !store.robots[slot].versions.isEmpty else {
      return 1
    }
    return store.robots[store.robots.newest(slot)].robot.version + 1
  }

  /// What was given as the reason of a change.
  func checkedReason(_ text: String) throws(RequestError) -> String {
    let count = text.utf8.count
    guard count <= Limits.changeReasonByteCount else {
      throw .invalid(
        "change_reason",
        "has \(count) bytes; expected at most \(Limits.changeReasonByteCount)"
      )
    }
    return text
  }

  /// Refuses one more robot in a stage.
  func checkRoom(inStageOf others: [Robot]) throws(RequestError) {
    guard others.count < Limits.robotsPerStage else {
      throw .limit(
        "robots_per_stage",
        Limits.robotsPerStage,
        "the stage has \(others.count) robots already"
      )
    }
  }

  /// Refuses so many more robots at all.
  func checkRoom(for count: Int) throws(RequestError) {
    guard store.robots.count + count <= Limits.robots else {
      throw .limit("robots", Limits.robots, "there are \(store.robots.count) robots already")
    }
  }

  /// An id that no robot ever had.
  func makeRobotID() -> String {
    while true {
      let id = store.makeNumber(at: time).text
      batch.isStoreTouched = true
      if store.robots.slotEver(of: id) == nil { return id }
    }
  }
}

extension RobotPlan {
  /// The plan for a robot that had no id yet.
  fileprivate func named(_ id: String) -> RobotPlan {
    var robot = compiled.robot
    robot.id = id
    var plan = self
    plan.compiled = CompiledRobot(
      robot: robot,
      kind: compiled.kind,
      stage: compiled.stage,
      condition: compiled.condition,
      datePath: compiled.datePath,
      parameters: compiled.parameters
    )
    plan.order.robots[Int(robot.position) - 1] = robot
    return plan
  }
}
