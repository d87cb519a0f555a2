package import RobotModel

extension Engine {
  /// Gives a robot another place in its stage's order, or another stage of its entity type (M2,
  /// M8).
  ///
  /// The order of a stage is no part of a version; another stage makes a new one, and since robots
  /// of other stages never run, the waiting runs are cancelled.
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, `ABORTED` for a stale
  ///   etag, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION` for outputs in use and, unless forced, for
  ///   a cycle (S-13).
  package func perform(
    _ command: MoveRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Robot {
    advance(to: now)
    let present = try robot(command.id)
    let reason = try checkedReason(command.changeReason)
    var place = present.place
    if !command.pipeline.isEmpty { place.pipeline = command.pipeline }
    if !command.stage.isEmpty { place.stage = command.stage }
    var violations = Violations()
    guard let stage = try stage(of: place, at: "", &violations),
      let kind = kind(of: present, &violations)
    else { throw .invalid(violations.list) }
    let others = newestRobots(in: stage).filter { $0.id != present.id }
    let index = index(
      forPosition: command.position,
      among: others.count,
      at: "position",
      &violations
    )
    var robot = present
    robot.place = place
    let changesStage = place != present.place
    if changesStage {
      robot.version += 1
      robot.author = caller.user
      robot.changeReason = reason
      robot.inFlight = .cancelWaiting
      robot.publishedAfter = store.lastNumber
      robot.updateTime = time
    }
    let plan = plan(robot, kind: kind, stage: stage, among: others, at: index, &violations)
    guard let plan else { throw .invalid(violations.list) }
    try Etag.check(command.etag, of: "robot", present.id, current: present.etag)
    if plan.compiled.robot == present { return present }
    try checkIsUnchanging(present.id)
    try checkRoom(inStageOf: others)
    let left = changesStage ? orderLeft(by: present) : nil
    var changed = [place: plan.order]
    if let left { changed[present.place] = left }
    if !command.isForced {
      try checkCycle(through: place, changed: changed)
      if left != nil { try checkCycle(through: present.place, changed: changed) }
    }
    try checkOutputs(in: plan.order, changed: present.id)
    try checkRecurrence(besides: present.id, in: plan.order, instead: newestRobots(in: stage))
    if let left { try checkLeft(left, by: present) }
    if command.isValidateOnly { return plan.compiled.robot }
    put(plan.compiled)
    putPositions(of: plan.order)
    if let left {
      putPositions(of: left)
      cancelWaitingRuns(ofRobot: present.id, because: .ruleChanged)
    }
    return plan.compiled.robot
  }

  /// The robots of a robot's stage without it.
  func orderLeft(by robot: Robot) -> StageRobots {
    StageRobots(stageRobots(of: robot).filter { $0.id != robot.id })
  }

  /// Refuses to take a robot out of its stage where another one names its outputs or would come to
  /// wait for one that recurs.
  ///
  /// - Parameter left: Its stage without it.
  func checkLeft(_ left: StageRobots, by robot: Robot) throws(RequestError) {
    try checkOutputs(in: left, changed: robot.id)
    try checkRecurrence(besides: robot.id, in: left, instead: stageRobots(of: robot))
  }

  /// The robots of a robot's stage, this one among them.
  private func stageRobots(of robot: Robot) -> [Robot] {
    guard let stage = store.schema.slot(ofStage: robot.place) else {
      preconditionFailure("a stage in which a robot stands is not removed")
    }
    return newestRobots(in: stage)
  }
}
