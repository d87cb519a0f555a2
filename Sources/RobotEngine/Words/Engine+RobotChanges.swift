package import RobotModel

extension Engine {
  /// What is different between two versions of a robot, a sentence for each part.
  package func changes(from old: Robot, to new: Robot) -> [String] {
    var changes = RuleChanges()
    changes.compare(
      "stage",
      words(old.place, withPipeline: true),
      words(new.place, withPipeline: true)
    )
    changes.compare("name", old.displayName, new.displayName)
    changes.compare("alias", old.alias, new.alias)
    changes.compare("type", old.type, new.type)
    compareParameters(old.parameters, new.parameters, &changes)
    for (before, after) in zip(Self.parts(of: old.timing), Self.parts(of: new.timing)) {
      changes.compare(before.name, before.words, after.words)
    }
    changes.compare("condition", Self.conditionWords(old), Self.conditionWords(new))
    changes.compare("condition is decided", old.evaluateAt.words, new.evaluateAt.words)
    changes.compare("acting user", old.actingUser, new.actingUser)
    changes.compare("limit", old.runLimit.words, new.runLimit.words)
    changes.compare("outlives the stage", old.survivesStageChange, new.survivesStageChange)
    changes.compare("enabled", old.isEnabled, new.isEnabled)
    return changes.sentences
  }

  private static func conditionWords(_ robot: Robot) -> String {
    robot.condition.map { ConditionText.text(of: $0) } ?? ""
  }

  private static func yesOrNo(_ isTrue: Bool) -> String { isTrue ? "yes" : "no" }

  /// The parts of a timing by name, always the same ones in the same order.
  private static func parts(of timing: Timing) -> [(name: String, words: String)] {
    [
      ("when", timing.start.words),
      ("after the robot before", yesOrNo(timing.isAfterPrevious)),
      ("released by", timing.isAfterPrevious ? timing.chainPolicy.words : ""),
      ("time zone", timing.timeZone),
      ("latest start", spanWords(timing.maxLatenessMilliseconds)),
      ("when past", timing.pastDue.words),
      ("working time", timing.workingTime.words),
      ("calendar", timing.calendar),
      ("wait for the responsible", spanWords(timing.maxResponsibleWaitMilliseconds)),
    ]
  }

  private static func spanWords(_ milliseconds: Int64?) -> String {
    milliseconds.map { "\($0 / 1_000) seconds" } ?? ""
  }
}
