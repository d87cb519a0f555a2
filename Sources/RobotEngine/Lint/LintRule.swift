import RobotModel

/// Looks for one kind of mistake in the robots of a stage.
///
/// A rule reads and never changes; it says nothing rather than something wrong.
protocol LintRule: Sendable {
  /// What it finds, in the stage's order.
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding]
}

/// The robots of one stage as rules look at them.
struct LintStage {
  let key: StageKey
  let robots: StageRobots

  /// The places of the robots that start runs.
  var enabled: [Int] { robots.robots.indices.filter { robots.robots[$0].isEnabled } }

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
    NoWorkerRule(),
  ]
}

extension Robot {
  /// How messages name it.
  var lintName: String {
    displayName.isEmpty || displayName == id ? "\"\(id)\"" : "\"\(displayName)\" (\(id))"
  }

  /// Acts in every visit in which it becomes due.
  var isUnconditional: Bool {
    (condition == nil || condition == .all([])) && runLimit == .everyEntry
  }
}
