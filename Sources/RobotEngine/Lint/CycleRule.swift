import RobotModel

/// Finds circles of stages round which robots move an item (S-13).
///
/// A circle is told once, at its first stage in the pipeline's order. One without any delay or
/// condition was forced when it was saved, and is an error; another may be meant.
struct CycleRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    guard let circle = shortestCircle(through: stage.key, of: engine) else { return [] }
    let first = circle.min { engine.place(of: $0.stage) < engine.place(of: $1.stage) }
    guard first?.stage == stage.key else { return [] }
    let isEndless = circle.allSatisfy(\.isImmediate)
    let way = (circle.map(\.stage) + [stage.key]).map { key in
      key.pipeline == stage.key.pipeline ? key.stage : "\(key.pipeline)/\(key.stage)"
    }
    let limit =
      isEndless
      ? "nothing but the limit on loops will stop it" : "see that a condition ends it"
    return [
      LintFinding(
        kind: .cycle,
        isError: isEndless,
        place: stage.key,
        robots: circle.map(\.robot),
        message: "robots move items round \(way.joined(separator: " → ")); \(limit)"
      )
    ]
  }

  /// A robot on the way, and the stage where it stands.
  private struct Step {
    let stage: StageKey
    let robot: String
    let isImmediate: Bool
  }

  /// The steps of the shortest way from a stage back to it.
  private func shortestCircle(through start: StageKey, of engine: Engine) -> [Step]? {
    var ways: [[Step]] = [[]]
    var seen: Set<StageKey> = []
    var next = 0
    while next < ways.count {
      let way = ways[next]
      next += 1
      for (step, target) in steps(from: way.isEmpty ? start : target(of: way, engine), engine) {
        if target == start { return way + [step] }
        if seen.insert(target).inserted { ways.append(way + [step]) }
      }
    }
    return nil
  }

  private func target(of way: [Step], _ engine: Engine) -> StageKey {
    guard let last = way.last, let robot = engine.store.robots.robot(last.robot),
      let target = Catalogue.kind(robot.type)?.targets(of: robot).first
    else { preconditionFailure("a step leads somewhere") }
    return target
  }

  private func steps(from key: StageKey, _ engine: Engine) -> [(Step, StageKey)] {
    guard let slot = engine.store.schema.slot(ofStage: key) else { return [] }
    let robots = StageRobots(engine.newestRobots(in: slot))
    return robots.robots.indices.compactMap { index in
      let robot = robots.robots[index]
      guard robot.isEnabled, let kind = Catalogue.kind(robot.type), kind.type.endsVisit,
        let target = kind.targets(of: robot).first, target != key
      else { return nil }
      let isImmediate = (robots.chain(before: index).filter(\.isEnabled) + [robot])
        .allSatisfy { $0.isUnconditional && !$0.timing.delays }
      return (Step(stage: key, robot: robot.id, isImmediate: isImmediate), target)
    }
  }
}

extension Engine {
  /// A stage's place among all stages, for comparing.
  fileprivate func place(of key: StageKey) -> StagePlace {
    let position = store.schema.slot(ofStage: key).map { store.schema.position(of: $0) } ?? 0
    return StagePlace(pipeline: key.pipeline, position: position)
  }
}

/// Orders stages: by pipeline, then by the pipeline's order.
private struct StagePlace: Comparable {
  let pipeline: String
  let position: Int

  static func < (left: StagePlace, right: StagePlace) -> Bool {
    left.pipeline == right.pipeline
      ? left.position < right.position : left.pipeline.isBefore(right.pipeline)
  }
}
