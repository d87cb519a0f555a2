import RobotModel

/// Finds circles of stages round which rules move an item (S-13).
///
/// Each circle has a first stage, in the order of pipelines and stages, and is told there: so a
/// stage is asked for circles that go through it and otherwise only through later ones. One without
/// any delay or condition was forced when it was saved, and is an error; another may be meant. Of
/// several, an endless one is told, else the shortest.
struct CycleRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    let first = engine.place(of: stage.key)
    let circle = circle(through: stage.key, in: stage.book) { first < engine.place(of: $0) }
    return (circle.map { [finding(about: $0)] } ?? []) + movesToOwnStage(in: stage)
  }

  /// Robots that name the stage in which they stand.
  private func movesToOwnStage(in stage: LintStage) -> [LintFinding] {
    stage.enabled.filter { stage.robots.robots[$0].movesTo(stage.key) }.map { index in
      stage.finding(
        .cycle,
        [index],
        "\(stage.robots.robots[index].lintName) moves items to the stage in which they stand,"
          + " which changes nothing"
      )
    }
  }

  /// A circle through a stage, whichever of its stages is the first.
  func finding(through key: StageKey, in book: LintBook) -> LintFinding? {
    let circle = circle(through: key, in: book) { _ in true }
    guard let circle else { return nil }
    let places = circle.map { book.engine.place(of: $0.from) }
    let first = places.indices.min { places[$0] < places[$1] } ?? 0
    return finding(about: Array(circle[first...] + circle[..<first]))
  }

  private func circle(
    through start: StageKey,
    in book: LintBook,
    _ isWithin: (StageKey) -> Bool
  ) -> [LintStep]? {
    shortestCircle(through: start, in: book) { step in
      step.isImmediate && (step.to == start || isWithin(step.to))
    }
      ?? shortestCircle(through: start, in: book) { $0.to == start || isWithin($0.to) }
  }

  /// The shortest way from a stage back to it by steps that may be gone.
  private func shortestCircle(
    through start: StageKey,
    in book: LintBook,
    _ mayGo: (LintStep) -> Bool
  ) -> [LintStep]? {
    var ways: [[LintStep]] = [[]]
    var seen: Set<StageKey> = []
    var next = 0
    while next < ways.count {
      let way = ways[next]
      next += 1
      for step in book.steps(from: way.last?.to ?? start) where mayGo(step) {
        if step.to == start { return way + [step] }
        if seen.insert(step.to).inserted { ways.append(way + [step]) }
      }
    }
    return nil
  }

  private func finding(about circle: [LintStep]) -> LintFinding {
    let start = circle[0].from
    let isEndless = circle.allSatisfy(\.isImmediate)
    let way = (circle.map(\.from) + [start]).map { key in
      key.pipeline == start.pipeline ? key.stage : "\(key.pipeline)/\(key.stage)"
    }
    let limit =
      isEndless
      ? "nothing but the limit on loops will stop it" : "see that a condition ends it"
    let triggers = circle.compactMap(\.trigger)
    let movers = triggers.isEmpty ? "robots move" : "robots and triggers move"
    return LintFinding(
      kind: .cycle,
      isError: isEndless,
      place: start,
      robots: circle.map(\.robot),
      triggers: triggers,
      message: "\(movers) items round \(way.joined(separator: " → ")); \(limit)"
    )
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

extension Robot {
  /// Whether it moves items to a stage.
  func movesTo(_ stage: StageKey) -> Bool {
    guard let kind = Catalogue.kind(type), kind.type.endsVisit else { return false }
    return kind.targets(of: self).contains(stage)
  }
}
