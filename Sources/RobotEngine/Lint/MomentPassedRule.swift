import RobotModel

/// Finds robots that are to run at a moment of their own that has passed, so that none of their
/// runs acts any more (S-8).
///
/// Only what holds for whatever item enters now is found: a date comes with its item, and who runs
/// late as well (RUN_NOW) acts at every entry.
struct MomentPassedRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    stage.enabled.compactMap { index in
      let robot = stage.robots.robots[index]
      guard case .instant(let moment) = robot.timing.start,
        let reason = reason(ofSkipping: robot.timing, at: stage.book.now, in: engine)
      else { return nil }
      return stage.finding(
        .momentPassed,
        [index],
        "\(robot.lintName) is to run at \(engine.words(moment)), and that has passed: each of its"
          + " runs is skipped because \(reason.words)"
      )
    }
  }

  /// Why a run is skipped of an item that enters now; nil if it is not, or may not be.
  private func reason(
    ofSkipping timing: Timing,
    at now: Instant,
    in engine: Engine
  ) -> Reason? {
    let rule = DueRule(timing, zone: .utc, calendar: engine.calendar(named: timing.calendar))
    switch rule.outcome(from: .entry(now), date: nil, at: now) {
    case .dateEmpty: return nil
    case .datePassed: return .datePassed
    case .due(let computation):
      // After the previous robot its time is that one's finish, which may be any.
      guard !timing.isAfterPrevious, let most = timing.maxLatenessMilliseconds,
        now.milliseconds(since: computation.due) > most
      else { return nil }
      return .tooLate
    }
  }
}
