import RobotModel

/// One version of a robot in the form in which it runs: names resolved, texts parsed.
final class CompiledRobot {
  /// What was compiled.
  let robot: Robot
  /// Its type's kind.
  let kind: any RobotKind
  /// Where it belongs.
  let stage: StageSlot
  /// If it acts; nil for always.
  let condition: CompiledCondition?
  /// The date from which it counts; nil where it counts from none, or the field is gone.
  let datePath: FieldPath?
  /// What it acts with; of a version whose texts no run takes any more nothing (S-28).
  let parameters: CompiledParameters
  /// As whom it acts; nil for the built-in user.
  let actingUser: UserExpression?
  /// The fields whose values at entry the condition asks about, each once, in order.
  let fieldsComparedWithEntry: [FieldNumber]
  /// Of which documents its condition and texts read.
  let documents: [DocumentType]

  /// Joins what was compiled.
  init(
    robot: Robot,
    kind: any RobotKind,
    stage: StageSlot,
    condition: CompiledCondition?,
    datePath: FieldPath?,
    parameters: CompiledParameters
  ) {
    self.robot = robot
    self.kind = kind
    self.stage = stage
    self.condition = condition
    self.datePath = datePath
    self.parameters = parameters
    self.actingUser = UserExpression(robot.actingUser)
    self.fieldsComparedWithEntry = condition?.fieldsComparedWithEntry ?? []
    let starts = (condition?.steps.map(\.path.start) ?? []) + parameters.starts
    self.documents = DocumentType.allCases.filter { starts.contains(.document($0)) }
  }

  /// The same version at another place of its stage's order; or, of a robot that is alike, that
  /// robot's version there.
  func at(position: Int32, asVersionOf other: Robot? = nil) -> CompiledRobot {
    var robot = other ?? robot
    robot.position = position
    return with(robot)
  }

  /// The same of a robot that is called, or stands, otherwise but is alike in all else.
  func with(_ robot: Robot) -> CompiledRobot {
    CompiledRobot(
      robot: robot,
      kind: kind,
      stage: stage,
      condition: condition,
      datePath: datePath,
      parameters: parameters
    )
  }

  /// What the texts render to and the expressions resolve to now, in the order of the type's
  /// parameters.
  func resolveParameters(by reader: RunReader) throws(RunFailure) -> [NamedValue] {
    try parameters.resolve(by: reader)
  }
}

extension Engine {
  /// Compiles a version that was checked when it was saved, once all robots are in the table.
  ///
  /// An older version is there for the runs that are pinned to it. If no run is, its condition may
  /// name fields that are gone; it then holds for nothing.
  func compile(_ robot: Robot) throws(LoadError) -> CompiledRobot {
    guard let kind = Catalogue.kind(robot.type) else {
      throw LoadError("robot \(robot.id) is of the unknown type \(robot.type)")
    }
    let isNewest = store.robots.robot(robot.id)?.version == robot.version
    let version = store.robots.version(robot.version, of: robot.id)
    let hasTexts = isNewest || version.map { store.robots.isTextVersion($0) } ?? false
    let paths = PathResolver(schema: store.schema, entityType: robot.place.entityType)
    var condition: CompiledCondition?
    if let tree = robot.condition {
      do {
        condition = try CompiledCondition(tree, paths: paths)
      } catch {
        if isNewest { throw LoadError("the condition of robot \(robot.id): \(error.message)") }
        condition = .never
      }
    }
    let stage = store.schema.internStage(robot.place)
    var parameters = CompiledParameters()
    if hasTexts {
      // Only a robot with a chain can name others.
      let order = StageRobots(
        robot.timing.isAfterPrevious ? robots(in: stage, around: robot) : [robot]
      )
      var violations = Violations()
      parameters = compileParameters(
        of: robot,
        kind: kind,
        in: order,
        schema: store.schema,
        &violations
      )
      if isNewest, let violation = violations.list.first {
        throw LoadError("robot \(robot.id): \(violation.field) \(violation.description)")
      }
    }
    return CompiledRobot(
      robot: robot,
      kind: kind,
      stage: stage,
      condition: condition,
      datePath: paths.datePath(of: robot.timing),
      parameters: parameters
    )
  }

  /// The newest versions of a stage's robots, in its order; this robot has its former place among
  /// them if it was deleted or moved away.
  private func robots(in stage: StageSlot, around robot: Robot) -> [Robot] {
    var robots = newestRobots(in: stage)
    if !robots.contains(where: { $0.id == robot.id }) {
      robots.insert(robot, at: min(max(Int(robot.position) - 1, 0), robots.count))
    }
    return robots
  }

  /// The newest versions of a stage's robots, in its order.
  func newestRobots(in stage: StageSlot) -> [Robot] {
    store.robots.robots(in: stage).map { store.robots[store.robots.newest($0)].robot }
  }

  /// Checks and compiles a robot's parameters by a schema; the robot is one of the stage's.
  func compileParameters(
    of robot: Robot,
    kind: any RobotKind,
    in order: StageRobots,
    schema: SchemaTable,
    _ violations: inout Violations
  ) -> CompiledParameters {
    guard let index = order.robots.firstIndex(where: { $0.id == robot.id }) else {
      preconditionFailure("a robot is compiled among the robots of its stage")
    }
    let paths = PathResolver(schema: schema, entityType: robot.place.entityType)
    let compiler = ParameterCompiler(
      place: robot.place,
      type: kind.type.id,
      declared: kind.type.parameters,
      schema: schema,
      context: order.templateContext(of: index, paths: paths),
      field: "robot.parameters"
    )
    return compiler.compile(robot.parameters, &violations)
  }
}

extension PathResolver {
  /// The date from which a timing counts; nil where it counts from none, or the field is gone.
  func datePath(of timing: Timing) -> FieldPath? {
    guard case .date(let date) = timing.start else { return nil }
    return try? resolve(date.path).path
  }
}
