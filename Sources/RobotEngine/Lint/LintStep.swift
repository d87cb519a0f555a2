import RobotModel

// How rules bring an item from one stage to another (S-13): robots that change the stage, and
// triggers that hear of a field that a robot has written. The second way ends by itself when the
// field holds already what is written, so it is never taken for endless.

/// One way out of a stage.
struct LintStep {
  let from: StageKey
  let to: StageKey
  let robot: String
  /// The trigger that moves the item for the robot; nil where the robot moves it itself.
  let trigger: String?
  /// Is always gone, and at once.
  let isImmediate: Bool
}

extension LintBook {
  /// The ways out of a stage, in the order of its robots.
  func steps(from key: StageKey) -> [LintStep] {
    let robots = robots(in: key)
    return robots.robots.indices.flatMap { index -> [LintStep] in
      let robot = robots.robots[index]
      guard robot.isEnabled, let kind = Catalogue.kind(robot.type) else { return [] }
      let moves = kind.type.endsVisit ? kind.targets(of: robot) : []
      return moves.filter { $0 != key }.map { target in
        LintStep(
          from: key,
          to: target,
          robot: robot.id,
          trigger: nil,
          isImmediate: robots.actsAtOnce(at: index)
        )
      } + stepsByTriggers(from: key, after: robot, writing: kind.fieldsWritten(by: robot))
    }
  }

  /// Where triggers bring the item when a robot of the stage writes fields.
  private func stepsByTriggers(
    from key: StageKey,
    after robot: Robot,
    writing fields: [String]
  ) -> [LintStep] {
    if fields.isEmpty { return [] }
    return triggers(in: key.pipelineKey).filter { trigger in
      trigger.isEnabled && trigger.type == FieldChanged.id
        && trigger.parameters.value("include_automation") == .boolean(true)
        && fields.contains(trigger.parameters.text("field") ?? "")
        && mayMove(trigger, from: key)
    }.map { trigger in
      LintStep(
        from: key,
        to: trigger.place,
        robot: robot.id,
        trigger: trigger.id,
        isImmediate: false
      )
    }
  }

  /// Whether a trigger may move an item that stands in a stage of its pipeline (S-11).
  func mayMove(_ trigger: Trigger, from key: StageKey) -> Bool {
    guard let here = engine.store.schema.slot(ofStage: key),
      let there = engine.store.schema.slot(ofStage: trigger.place), here != there
    else { return false }
    let isFinal = engine.store.schema.stage(here)?.kind != .inProgress
    if isFinal, !trigger.allowsFromFinal { return false }
    return trigger.allowsBackwards
      || engine.store.schema.position(of: here) < engine.store.schema.position(of: there)
  }
}
