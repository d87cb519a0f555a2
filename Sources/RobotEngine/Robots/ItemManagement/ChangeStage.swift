import RobotModel

/// R6: moves the item to another stage, which ends the visit.
struct ChangeStage: RobotKind {
  let type = RobotType(
    id: "change_stage",
    displayName: "Change stage",
    description: "Moves the item to another stage, whose robots then start.",
    categories: [.itemManagement],
    endsVisit: true,
    parameters: [
      Parameter(
        id: "stage",
        displayName: "Stage",
        description: "Where the item goes.",
        kind: .stage,
        isRequired: true
      ),
      Parameter(
        id: "pipeline",
        displayName: "Pipeline",
        description: "The pipeline of the stage; the robot's own if it is not given.",
        kind: .pipeline
      ),
    ]
  )

  var changesItem: Bool { true }

  func targets(of robot: Robot) -> [StageKey] {
    [target(of: robot.parameters, at: robot.place)]
  }

  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue] {
    try engine.requireItem(of: act)
    let target = target(of: act.parameters, at: engine.actingRobot(of: act.run).robot.place)
    guard let stage = engine.store.schema.slot(ofStage: target) else {
      throw RunFailure(
        reason: .refused,
        message: "there is no stage \"\(target.stage)\" in pipeline \"\(target.pipeline)\""
      )
    }
    if engine.store.records[act.record].stage == stage { return [] }
    let moves = engine.automatedMoves(endingIn: stage, by: act.run)
    guard !engine.isLoopLimited(moves) else {
      throw RunFailure(
        reason: .loopLimit,
        message: "robots have moved the item to \"\(target.stage)\" twice already, "
          + "each move causing the next"
      )
    }
    engine.hearingPayment(of: act.record, by: act.author) {
      engine.move(
        act.record,
        to: stage,
        at: engine.time,
        by: act.author,
        automatedMoves: moves
      )
    }
    return []
  }

  private func target(of parameters: [NamedValue], at place: StageKey) -> StageKey {
    StageKey(
      entityType: place.entityType,
      pipeline: parameters.text("pipeline") ?? place.pipeline,
      stage: parameters.text("stage") ?? ""
    )
  }
}
