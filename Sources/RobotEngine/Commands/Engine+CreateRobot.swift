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
    try checkRoom(forRobots: 1)
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
}

extension RobotPlan {
  /// The plan for a robot that had no id yet.
  fileprivate func named(_ id: String) -> RobotPlan {
    var robot = compiled.robot
    robot.id = id
    var plan = self
    plan.compiled = compiled.with(robot)
    plan.order.robots[Int(robot.position) - 1] = robot
    return plan
  }
}
