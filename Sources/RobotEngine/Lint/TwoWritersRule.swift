import RobotModel

/// Finds pairs of robots that write the same field and are in no order to one another.
///
/// Additions to a list do not disturb each other, and robots whose conditions exclude one another
/// never meet.
struct TwoWritersRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    var found: [LintFinding] = []
    for (offset, first) in stage.enabled.enumerated() {
      for second in stage.enabled.dropFirst(offset + 1) {
        let fields = commonFields(stage.robots.robots[first], stage.robots.robots[second])
        if fields.isEmpty || areOrdered(first, second, in: stage) { continue }
        let names = [first, second].map { stage.robots.robots[$0].lintName }
        found.append(
          stage.finding(
            .twoWriters,
            [first, second],
            "\(names[0]) and \(names[1]) both write \(fields.joined(separator: ", ")); what the"
              + " later one writes stays. Chain them, or give them conditions that exclude"
              + " one another"
          )
        )
      }
    }
    return found
  }

  private func commonFields(_ first: Robot, _ second: Robot) -> [String] {
    let conditions = [first.condition, second.condition].compactMap { $0 }
    guard ConditionSatisfiability.canHold(.all(conditions)),
      let left = Catalogue.kind(first.type)?.fieldsReplaced(by: first),
      let right = Catalogue.kind(second.type)?.fieldsReplaced(by: second)
    else { return [] }
    return left.filter(right.contains)
  }

  private func areOrdered(_ first: Int, _ second: Int, in stage: LintStage) -> Bool {
    let id = stage.robots.robots[first].id
    return stage.robots.chain(before: second).contains { $0.id == id }
  }
}
