import RobotModel

// Several new robots at once, all of them or none
//
// Each is checked in the stage as those before it leave it, so that one may follow another and name
// its outputs. Ids are made only when nothing can be refused any more, since a refused command must
// change nothing; until then the robots have names of no store's making.

/// Robots that are to be added to the ends of their stages.
struct NewRobots {
  /// In the order in which they are added, with their places.
  var drafts: [RobotDraft]
  /// How messages call each of them, beside its path.
  var names: [String]
  /// Accept an unconditional immediate cycle of stage changes.
  var isForced = false
  /// Why, for those who look at the versions later.
  var changeReason = ""
}

extension Engine {
  /// Adds robots, or says what they would be: then they have no ids.
  ///
  /// - Throws: As for one robot; the paths begin with `robots[INDEX]`.
  func add(
    _ new: NewRobots,
    by caller: Caller,
    isValidateOnly: Bool
  ) throws(RequestError) -> [Robot] {
    let reason = try checkedReason(new.changeReason)
    let drafts = new.drafts.map { draft in
      var draft = draft
      draft.robot.version = 1
      draft.robot.author = caller.user
      draft.robot.changeReason = reason
      draft.robot.inFlight = .keepTiming
      draft.robot.publishedAfter = store.lastNumber
      draft.robot.createTime = time
      draft.robot.updateTime = time
      return draft
    }
    let stand = drafts.indices.map { "/\($0)" }
    let checked = try plans(for: drafts, ids: stand, names: new.names)
    try checkRoom(forRobots: drafts.count)
    if !new.isForced { try checkCycles(checked) }
    if isValidateOnly {
      return checked.map { plan in
        var robot = plan.compiled.robot
        robot.id = ""
        return robot
      }
    }
    let ids = drafts.map { _ in makeRobotID() }
    let plans = try plans(for: drafts, ids: ids, names: new.names)
    for plan in plans { put(plan.compiled) }
    return plans.map(\.compiled.robot)
  }

  /// Checks robots one after another, each at the end of its stage as those before it leave it.
  private func plans(
    for drafts: [RobotDraft],
    ids: [String],
    names: [String]
  ) throws(RequestError) -> [RobotPlan] {
    var orders: [StageKey: StageRobots] = [:]
    var plans: [RobotPlan] = []
    var all = Violations()
    for (index, draft) in drafts.enumerated() {
      var violations = Violations()
      var robot = draft.robot
      robot.id = ids[index]
      robot.position = 0
      let stage = try stage(of: robot.place, at: "robot.", &violations)
      robot.condition = storedCondition(
        tree: robot.condition,
        text: draft.conditionText,
        entityType: robot.place.entityType,
        &violations
      )
      if let stage, let kind = kind(of: robot, &violations) {
        let others = orders[robot.place]?.robots ?? newestRobots(in: stage)
        try checkRoom(inStageOf: others)
        let plan = plan(
          robot,
          kind: kind,
          stage: stage,
          among: others,
          at: others.count,
          &violations
        )
        if let plan { plans.append(plan) }
        orders[robot.place] = plan?.order ?? StageRobots(others + [robot])
      }
      for violation in violations.list {
        all.add(
          "robots[\(index)]" + violation.field.dropFirst("robot".count),
          "\(names[index]): \(violation.description)"
        )
      }
    }
    try all.throwIfAny()
    return plans
  }

  /// Refuses plans that together close a cycle of immediate stage changes (S-13).
  private func checkCycles(_ plans: [RobotPlan]) throws(RequestError) {
    var changed: [StageKey: StageRobots] = [:]
    for plan in plans { changed[plan.compiled.robot.place] = plan.order }
    var checked: Set<StageKey> = []
    for place in plans.map(\.compiled.robot.place) where checked.insert(place).inserted {
      try checkCycle(through: place, changed: changed)
    }
  }
}
