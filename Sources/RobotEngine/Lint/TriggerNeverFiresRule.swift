import RobotModel

/// Finds triggers that can bring no item to their stage (S-11).
struct TriggerNeverFiresRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    stage.triggers.filter(\.isEnabled).compactMap { trigger in
      if let condition = trigger.condition, !ConditionSatisfiability.canHold(condition) {
        return stage.finding(
          .conditionNeverTrue,
          isError: true,
          triggers: [trigger],
          "the condition of trigger \(trigger.lintName) contradicts itself: no item fulfils"
            + " \(ConditionText.text(of: condition))"
        )
      }
      let sources = stage.book.stages(of: stage.key.pipelineKey)
      if sources.contains(where: { stage.book.mayMove(trigger, from: $0) }) { return nil }
      return stage.finding(
        .triggerNeverFires,
        isError: true,
        triggers: [trigger],
        "trigger \(trigger.lintName) never moves an item: no stage lies before"
          + " \"\(stage.key.stage)\", and it does not go backwards; put it in a later stage, or set"
          + " allow_backwards"
      )
    }
  }
}
