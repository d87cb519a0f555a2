package import RobotModel

extension Engine {
  /// What is different between two versions of a robot, a sentence for each part.
  package func changes(from old: Robot, to new: Robot) -> [String] {
    var changes: [String] = []
    func compare(_ name: String, _ before: String, _ after: String) {
      guard before != after else { return }
      let from = before.isEmpty ? "none" : before
      changes.append("\(name): from \(from) to \(after.isEmpty ? "none" : after)")
    }
    compare("stage", placeWords(old.place), placeWords(new.place))
    compare("name", old.displayName, new.displayName)
    compare("alias", old.alias, new.alias)
    compare("type", old.type, new.type)
    for name in parameterNames(old, new) {
      compare("parameter \(name)", parameterWords(name, of: old), parameterWords(name, of: new))
    }
    for (before, after) in zip(Self.parts(of: old.timing), Self.parts(of: new.timing)) {
      compare(before.name, before.words, after.words)
    }
    compare("condition", Self.conditionWords(old), Self.conditionWords(new))
    compare("condition is decided", old.evaluateAt.words, new.evaluateAt.words)
    compare("acting user", old.actingUser, new.actingUser)
    compare("limit", old.runLimit.words, new.runLimit.words)
    compare(
      "outlives the stage",
      Self.yesOrNo(old.survivesStageChange),
      Self.yesOrNo(new.survivesStageChange)
    )
    compare("enabled", Self.yesOrNo(old.isEnabled), Self.yesOrNo(new.isEnabled))
    return changes
  }

  private func placeWords(_ key: StageKey) -> String { words(key, withPipeline: true) }

  /// The parameters of either, each once, in the order of their names.
  private func parameterNames(_ old: Robot, _ new: Robot) -> [String] {
    var names = old.parameters.map(\.name)
    for parameter in new.parameters where !names.contains(parameter.name) {
      names.append(parameter.name)
    }
    return names.sorted { $0.isBefore($1) }
  }

  private func parameterWords(_ name: String, of robot: Robot) -> String {
    robot.parameters.value(name).map { words($0) } ?? ""
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
