package import RobotModel

extension Engine {
  /// What is different between two versions of a trigger, a sentence for each part.
  package func changes(from old: Trigger, to new: Trigger) -> [String] {
    var changes = RuleChanges()
    changes.compare(
      "stage",
      words(old.place, withPipeline: true),
      words(new.place, withPipeline: true)
    )
    changes.compare("name", old.displayName, new.displayName)
    changes.compare("type", old.type, new.type)
    compareParameters(old.parameters, new.parameters, &changes)
    changes.compare("condition", Self.conditionWords(old), Self.conditionWords(new))
    changes.compare("moves items backwards", old.allowsBackwards, new.allowsBackwards)
    changes.compare("takes items from a final stage", old.allowsFromFinal, new.allowsFromFinal)
    changes.compare("acting user", old.actingUser, new.actingUser)
    changes.compare("enabled", old.isEnabled, new.isEnabled)
    return changes.sentences
  }

  private static func conditionWords(_ trigger: Trigger) -> String {
    trigger.condition.map { ConditionText.text(of: $0) } ?? ""
  }
}
