import RobotModel

/// Looks for one kind of mistake in the robots and triggers of a stage.
///
/// A rule reads and never changes; it says nothing rather than something wrong.
protocol LintRule: Sendable {
  /// What it finds, in the stage's order.
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding]
}

/// The robots and triggers of one stage as rules look at them.
struct LintStage {
  let key: StageKey
  let robots: StageRobots
  /// In the stage's order.
  let triggers: [Trigger]
  /// What stands elsewhere.
  let book: LintBook

  /// The places of the robots that start runs.
  var enabled: [Int] { robots.robots.indices.filter { robots.robots[$0].isEnabled } }

  /// Whether one of the robots at some places is asked about; of others a rule that looks into
  /// conditions need not.
  func isAsked(about places: Int...) -> Bool {
    guard let asked = book.askedRobots else { return true }
    return places.contains { asked.contains(robots.robots[$0].id) }
  }

  /// A finding about the robots at some places.
  func finding(
    _ kind: LintKind,
    isError: Bool = false,
    _ places: [Int],
    _ message: String
  ) -> LintFinding {
    LintFinding(
      kind: kind,
      isError: isError,
      place: key,
      robots: places.map { robots.robots[$0].id },
      message: message
    )
  }
}

extension LintStage {
  /// A finding about triggers of the stage.
  func finding(
    _ kind: LintKind,
    isError: Bool = false,
    triggers: [Trigger],
    _ message: String
  ) -> LintFinding {
    LintFinding(
      kind: kind,
      isError: isError,
      place: key,
      triggers: triggers.map(\.id),
      message: message
    )
  }
}

/// Every rule: one file and one line each.
enum LintRules {
  static let all: [any LintRule] = [
    CycleRule(),
    CutOffRule(),
    NeverRunsRule(),
    ConditionNeverTrueRule(),
    TwoWritersRule(),
    UnknownUserRule(),
    FirstAfterPreviousRule(),
    MomentPassedRule(),
    NoWorkerRule(),
    TriggerNeverFiresRule(),
    TriggerShadowedRule(),
  ]
}

extension Robot {
  /// How messages name it.
  var lintName: String { nameForLint(displayName, id) }
}

extension Trigger {
  /// How messages name it.
  var lintName: String { nameForLint(displayName, id) }

  /// Acts whenever it hears of something.
  var isUnconditional: Bool { condition == nil || condition == .all([]) }
}

/// A rule's name with its id; one that was only checked has no id yet.
private func nameForLint(_ displayName: String, _ id: String) -> String {
  if displayName.isEmpty { return id.isEmpty ? "the new one" : "\"\(id)\"" }
  return displayName == id || id.isEmpty ? "\"\(displayName)\"" : "\"\(displayName)\" (\(id))"
}
