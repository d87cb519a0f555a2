import RobotModel

/// Finds robots that still wait when another robot has ended the visit (S-16).
///
/// Only delays from the entry are held against one another; where months and years take part, by
/// their shortest and longest lengths.
struct CutOffRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    var found: [LintFinding] = []
    let enders = stage.enabled.compactMap { index in
      delay(of: index, in: stage, engine, isEnder: true).map { (index, $0) }
    }
    if enders.isEmpty { return [] }
    let bound = stage.enabled.filter { !stage.robots.robots[$0].survivesStageChange }
      .compactMap { index in
        delay(of: index, in: stage, engine, isEnder: false).map { (index, $0) }
      }
    for (ender, end) in enders {
      let late = bound.filter { $0 != ender && $1.shortest > end.longest }.map(\.0)
      if late.isEmpty { continue }
      let names = late.map { stage.robots.robots[$0].lintName }.joined(separator: ", ")
      found.append(
        stage.finding(
          .cutOff,
          late + [ender],
          "\(stage.robots.robots[ender].lintName) takes the item out of the stage before"
            + " \(names) can run; let it come later, or let"
            + " \(late.count == 1 ? "that one" : "those") survive the change of stage"
        )
      )
    }
    return found
  }

  private struct Delay {
    var shortest: Int64 = 0
    var longest: Int64 = 0
  }

  /// How long after the entry a robot acts, its chain included; nil where that is not known.
  ///
  /// Of a robot that ends the visit, only if it surely acts.
  private func delay(
    of index: Int,
    in stage: LintStage,
    _ engine: Engine,
    isEnder: Bool
  ) -> Delay? {
    let robot = stage.robots.robots[index]
    if isEnder {
      guard Catalogue.kind(robot.type)?.type.endsVisit == true, !robot.movesTo(stage.key) else {
        return nil
      }
    }
    let links = stage.robots.chain(before: index).filter(\.isEnabled) + [robot]
    if isEnder, !links.allSatisfy(\.isUnconditional) { return nil }
    var delay = Delay()
    for link in links {
      guard link.timing.workingTime == .off else { return nil }
      switch link.timing.start {
      case .immediately: break
      case .after(let span):
        delay.shortest += span.shortestMilliseconds
        delay.longest += span.longestMilliseconds
      case .date, .instant, .clockTime: return nil
      }
      // A worker takes its time.
      guard link.id != robot.id, engine.configuration.executors[link.type] != nil else { continue }
      if isEnder { return nil }
      delay.shortest += 1
    }
    return delay
  }
}

extension TimeSpan {
  /// How short it can be: a month of 28 days, a day of the change to summer time among them.
  fileprivate var shortestMilliseconds: Int64 {
    switch unit {
    case .second, .minute, .hour: count * (unit.elapsedMilliseconds ?? 0)
    case .day: count * Self.day - Self.hour
    case .week: count * 7 * Self.day - Self.hour
    case .month: count * 28 * Self.day - Self.hour
    case .year: count * 365 * Self.day - Self.hour
    }
  }

  /// How long it can be.
  fileprivate var longestMilliseconds: Int64 {
    switch unit {
    case .second, .minute, .hour: count * (unit.elapsedMilliseconds ?? 0)
    case .day: count * Self.day + Self.hour
    case .week: count * 7 * Self.day + Self.hour
    case .month: count * 31 * Self.day + Self.hour
    case .year: count * 366 * Self.day + Self.hour
    }
  }

  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour
}
