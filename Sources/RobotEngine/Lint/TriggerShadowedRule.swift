import RobotModel

/// Finds triggers that never decide, since an earlier one of the same stage hears of all that they
/// hear and may move all that they may (S-12).
struct TriggerShadowedRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    let triggers = stage.triggers.filter(\.isEnabled)
    return triggers.indices.compactMap { index in
      let trigger = triggers[index]
      guard let other = triggers[..<index].first(where: { $0.covers(trigger) }) else { return nil }
      return stage.finding(
        .triggerShadowed,
        triggers: [other, trigger],
        "trigger \(trigger.lintName) never decides: \(other.lintName) comes before it and hears of"
          + " all that it hears; delete one of them, or give the first a condition"
      )
    }
  }
}

extension Trigger {
  /// Whether this trigger moves the item whenever a later one of the same stage would.
  fileprivate func covers(_ later: Trigger) -> Bool {
    type == later.type && (isUnconditional || condition == later.condition)
      && (allowsBackwards || !later.allowsBackwards)
      && (allowsFromFinal || !later.allowsFromFinal)
      && narrowing.allSatisfy { later.narrowing.contains($0) }
      && widening.isSuperset(of: later.widening)
  }

  /// What it asks of an event: parameters that are given, and are no boolean.
  private var narrowing: [NamedValue] {
    parameters.filter { if case .boolean = $0.value { false } else { true } }
  }

  /// The flags by which it hears of more.
  private var widening: Set<String> {
    Set(parameters.filter { $0.value == .boolean(true) }.map(\.name))
  }
}
