import RobotModel

/// One version of a robot in the form in which it runs: names resolved, texts parsed.
final class CompiledRobot {
  /// What was compiled.
  let robot: Robot
  /// Its type's kind.
  let kind: any RobotKind
  /// Its success takes the item out of the stage.
  let endsVisit: Bool
  /// Where it belongs.
  let stage: StageSlot
  /// If it acts; nil for always.
  let condition: CompiledCondition?
  /// As whom it acts; nil for the built-in user.
  let actingUser: UserExpression?
  /// The fields whose values at entry the condition asks about, each once, in order.
  let fieldsComparedWithEntry: [FieldNumber]

  /// Joins what was compiled.
  init(
    robot: Robot,
    kind: any RobotKind,
    stage: StageSlot,
    condition: CompiledCondition?,
    actingUser: UserExpression?
  ) {
    self.robot = robot
    self.kind = kind
    self.endsVisit = kind.type.endsVisit
    self.stage = stage
    self.condition = condition
    self.actingUser = actingUser
    self.fieldsComparedWithEntry = condition?.fieldsComparedWithEntry ?? []
  }

  /// What the texts render to and the expressions resolve to now, in the order of the type's
  /// parameters.
  func resolveParameters(by reader: RunReader) throws(RunFailure) -> [NamedValue] {
    robot.parameters
  }
}

extension Engine {
  /// Compiles a robot that was checked when it was saved.
  func compile(_ robot: Robot) throws(LoadError) -> CompiledRobot {
    guard let kind = Catalogue.kind(robot.type) else {
      throw LoadError("robot \(robot.id) is of the unknown type \(robot.type)")
    }
    var condition: CompiledCondition?
    if let tree = robot.condition {
      let paths = PathResolver(schema: store.schema, entityType: robot.place.entityType)
      do {
        condition = try CompiledCondition(tree, paths: paths)
      } catch {
        throw LoadError("the condition of robot \(robot.id): \(error.message)")
      }
    }
    return CompiledRobot(
      robot: robot,
      kind: kind,
      stage: store.schema.internStage(robot.place),
      condition: condition,
      actingUser: UserExpression(robot.actingUser)
    )
  }
}
