import RobotModel

/// A robot as a command would leave it, with the robots around it, checked and ready to be put.
struct RobotPlan {
  /// The robot, compiled.
  var compiled: CompiledRobot
  /// The stage's robots in order, this one among them.
  var order: StageRobots
}

extension Engine {
  /// The stage that a robot names, if it exists; what is wrong is added to the violations.
  ///
  /// - Throws: `NOT_FOUND` for the entity type.
  func stage(
    of place: StageKey,
    at path: String,
    _ violations: inout Violations
  ) throws(RequestError) -> StageSlot? {
    if place.entityType.isEmpty {
      violations.add(path + "entity_type", "is empty; expected the entity type of the stage")
      return nil
    }
    guard try entityType(place.entityType).hasStages else {
      violations.add(
        path + "entity_type",
        "records of \(place.entityType) stand in no stage; expected a type with stages"
      )
      return nil
    }
    let key = place.pipelineKey
    guard let pipeline = store.schema.pipeline(key) else {
      let known = store.schema.pipelineIDs(ofEntityType: place.entityType)
      violations.add(
        path + "pipeline",
        "there is no pipeline \(quoted(place.pipeline)) of \(place.entityType)"
          + Suggestion.phrase(for: place.pipeline, among: known)
      )
      return nil
    }
    guard let stage = store.schema.slot(ofStage: place) else {
      violations.add(
        path + "stage",
        "there is no stage \(quoted(place.stage)) in pipeline \"\(pipeline.id)\""
          + Suggestion.phrase(for: place.stage, among: pipeline.stages.map(\.id))
      )
      return nil
    }
    return stage
  }

  /// The robot's type; what is wrong is added to the violations.
  func kind(of robot: Robot, _ violations: inout Violations) -> (any RobotKind)? {
    if let kind = Catalogue.kind(robot.type) { return kind }
    let known = Catalogue.kinds.map(\.type.id)
    violations.add(
      "robot.type",
      robot.type.isEmpty
        ? "is empty; expected one of \(known.joined(separator: ", "))"
        : "there is no robot type \(quoted(robot.type))"
          + Suggestion.phrase(for: robot.type, among: known)
    )
    return nil
  }

  /// The refusal of a robot whose stage or type is unknown, with what else is wrong with it.
  func refusal(of robot: Robot, among others: [Robot], _ violations: Violations) -> RequestError {
    var violations = violations
    _ = robotCheck(at: robot.place).stored(robot, among: others, &violations)
    return .invalid(violations.list)
  }

  /// The index in a stage's order that a position asks for: from 1, or zero for the last.
  func index(
    forPosition position: Int32,
    among count: Int,
    at path: String,
    _ violations: inout Violations
  ) -> Int {
    if position == 0 { return count }
    guard 1...count + 1 ~= Int(position) else {
      violations.add(
        path,
        "is \(position); expected 1 to \(count + 1), or 0 for the last place"
      )
      return count
    }
    return Int(position) - 1
  }

  /// Checks a robot in its stage's new order, and compiles it.
  ///
  /// - Parameters:
  ///   - draft: With its condition in stored form.
  ///   - index: Where in the order of `others` it goes.
  /// - Returns: The plan; nil if something is wrong, which then is among the violations.
  func plan(
    _ draft: Robot,
    kind: any RobotKind,
    stage: StageSlot,
    among others: [Robot],
    at index: Int,
    _ violations: inout Violations
  ) -> RobotPlan? {
    var robot = robotCheck(at: draft.place).stored(draft, among: others, &violations)
    robot.position = Int32(index + 1)
    if index == 0, robot.timing.isAfterPrevious, !wasFirstAfterPrevious(robot.id) {
      violations.add(
        "robot.timing.after_previous",
        "there is no robot before this one in the stage; expected false"
      )
    }
    var order = StageRobots(others)
    order.robots.insert(robot, at: index)
    checkRecurrence(of: robot.id, in: order, &violations)
    let parameters = compileParameters(
      of: robot,
      kind: kind,
      in: order,
      schema: store.schema,
      &violations
    )
    parameters.addMisfits(at: "robot.parameters", to: &violations)
    for violation in kind.violations(of: robot, in: self) {
      violations.add("robot.\(violation.field)", violation.description)
    }
    guard violations.isEmpty else { return nil }
    let paths = PathResolver(schema: store.schema, entityType: robot.place.entityType)
    let condition: CompiledCondition?
    do {
      condition = try robot.condition.map { tree throws(PathError) in
        try CompiledCondition(tree, paths: paths)
      }
    } catch {
      preconditionFailure("a checked condition compiles: \(error.message)")
    }
    let compiled = CompiledRobot(
      robot: robot,
      kind: kind,
      stage: stage,
      condition: condition,
      datePath: paths.datePath(of: robot.timing),
      parameters: parameters
    )
    return RobotPlan(compiled: compiled, order: order)
  }

  private func robotCheck(at place: StageKey) -> RobotCheck {
    let isKnown = store.schema.entityType(place.entityType) != nil
    return RobotCheck(
      timing: TimingCheck(
        zone: configuration.zone,
        calendar: { self.calendar(named: $0) },
        calendarIDs: store.calendars.ids,
        paths: isKnown ? PathResolver(schema: store.schema, entityType: place.entityType) : nil,
        now: time
      )
    )
  }

  /// Whether a robot that runs after the previous one has become the first already (S-3).
  private func wasFirstAfterPrevious(_ id: String) -> Bool {
    guard let robot = store.robots.robot(id), let stage = store.schema.slot(ofStage: robot.place)
    else { return false }
    return robot.timing.isAfterPrevious && newestRobots(in: stage).first?.id == id
  }

  /// The stored form of a condition that was given as a tree, as text, or as both alike.
  func storedCondition(
    tree: Condition?,
    text: String,
    entityType: String,
    at path: String = "robot",
    _ violations: inout Violations
  ) -> Condition? {
    let checker = ConditionChecker(schema: store.schema, entityType: entityType)
    let fromTree = tree.flatMap { checker.check($0, at: "\(path).condition", &violations) }
    if text.isEmpty { return fromTree }
    let fromText = checker.check(text: text, at: "\(path).condition_text", &violations)
    if let fromTree, let fromText, fromTree != fromText {
      violations.add(
        "\(path).condition_text",
        "says something else than the condition, which is"
          + " \(ConditionText.text(of: fromTree)); expected one of the two, or both alike"
      )
    }
    return fromText
  }
}

// MARK: - Around the robot

extension Engine {
  /// Refuses a plan that closes a cycle of immediate stage changes (S-13).
  func checkCycle(_ plan: RobotPlan) throws(RequestError) {
    let place = plan.compiled.robot.place
    try checkCycle(through: place, changed: [place: plan.order])
  }

  /// Refuses orders of stages that close a cycle of immediate stage changes through one of them.
  func checkCycle(
    through place: StageKey,
    changed: [StageKey: StageRobots]
  ) throws(RequestError) {
    guard let cycle = immediateCycle(through: place, changed: changed) else { return }
    let stages = cycle.map { key in
      key.pipeline == place.pipeline ? key.stage : "\(key.pipeline)/\(key.stage)"
    }
    throw .unmet(
      "CYCLE",
      "this would close a cycle of stage changes without delay or condition:"
        + " \(stages.joined(separator: " → "))",
      metadata: [RequestError.Detail("stages", stages.joined(separator: ","))]
    )
  }

  /// Refuses to leave a robot without an output that its texts name.
  ///
  /// - Parameters:
  ///   - order: A stage as the command would leave it.
  ///   - changed: The robot that the command is about, whose own texts were checked.
  func checkOutputs(in order: StageRobots, changed id: String) throws(RequestError) {
    let broken = order.robots.indices.filter { index in
      let robot = order.robots[index]
      guard robot.id != id, let slot = store.robots.slot(of: robot.id) else { return false }
      return !order.hasOutputs(
        for: store.robots.compiled(store.robots.newest(slot)),
        at: index
      )
    }.map { order.robots[$0].id }
    if broken.isEmpty { return }
    throw .inUse(
      "robot",
      id,
      [Use(count: broken.count, "robot", "names outputs that would not be there in time")],
      examples: broken
    )
  }

  /// Puts a stage's robots at the positions that their order gives them.
  func putPositions(of order: StageRobots) {
    for (index, robot) in order.robots.enumerated() where Int(robot.position) != index + 1 {
      guard let slot = store.robots.slot(of: robot.id) else { continue }
      put(store.robots.compiled(store.robots.newest(slot)).at(position: Int32(index + 1)))
    }
  }
}
