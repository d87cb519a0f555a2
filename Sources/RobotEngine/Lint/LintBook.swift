import RobotModel

/// The rules that lint looks at: as they are in force, or as a command would leave them.
struct LintBook {
  let engine: Engine
  /// What has passed is judged by it.
  let now: Instant
  /// Stages as a command would leave them; all others are as they are.
  var changed: [StageKey: StageRobots] = [:]
  /// A trigger as a command would leave it, in the place of the one with its id.
  var changedTrigger: Trigger?
  /// The robots that are asked about; nil for all.
  var askedRobots: [String]?

  /// The robots of a stage.
  func robots(in key: StageKey) -> StageRobots {
    if let robots = changed[key] { return robots }
    guard let slot = engine.store.schema.slot(ofStage: key) else { return StageRobots([]) }
    return StageRobots(engine.newestRobots(in: slot))
  }

  /// The triggers of a stage, in its order.
  func triggers(in key: StageKey) -> [Trigger] {
    var triggers = engine.store.triggers.triggers(in: key)
    guard let trigger = changedTrigger else { return triggers }
    triggers.removeAll { $0.id == trigger.id }
    if trigger.place == key {
      let index = min(max(Int(trigger.position) - 1, 0), triggers.count)
      triggers.insert(trigger, at: index)
    }
    return triggers
  }

  /// The triggers of a pipeline, in the order of its stages.
  func triggers(in pipeline: PipelineKey) -> [Trigger] {
    stages(of: pipeline).flatMap { triggers(in: $0) }
  }

  /// The stages of a pipeline, in order.
  func stages(of pipeline: PipelineKey) -> [StageKey] {
    (engine.store.schema.pipeline(pipeline)?.stages ?? []).map {
      StageKey(entityType: pipeline.entityType, pipeline: pipeline.id, stage: $0.id)
    }
  }

  /// One stage as rules look at it.
  func stage(_ key: StageKey) -> LintStage {
    LintStage(key: key, robots: robots(in: key), triggers: triggers(in: key), book: self)
  }

  /// What is found about one stage.
  func findings(in key: StageKey) -> [LintFinding] {
    let stage = stage(key)
    return LintRules.all.flatMap { $0.findings(in: stage, of: engine) }
  }

  /// What is found about a stage, and the circles through it wherever they are told.
  func findings(around key: StageKey) -> [LintFinding] {
    let found = findings(in: key)
    let circle = CycleRule().finding(through: key, in: self)
    return found + (circle.map { found.contains($0) ? [] : [$0] } ?? [])
  }
}
