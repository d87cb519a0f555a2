import RobotModel

/// Finds pairs of robots that write the same field and are in no order to one another.
///
/// Additions to a list do not disturb each other, and robots whose conditions exclude one another
/// never meet. Whether they do is found out last: it takes long where conditions are.
struct TwoWritersRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    var found: [LintFinding] = []
    let enabled = stage.enabled
    for (offset, first) in enabled.enumerated() {
      for second in enabled.dropFirst(offset + 1) where stage.isAsked(about: first, second) {
        let fields = commonFields(stage.robots.robots[first], stage.robots.robots[second])
        if fields.isEmpty || areOrdered(first, second, in: stage)
          || !mayMeet(stage.robots.robots[first], stage.robots.robots[second])
        {
          continue
        }
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
    guard let left = Catalogue.kind(first.type)?.fieldsReplaced(by: first),
      let right = Catalogue.kind(second.type)?.fieldsReplaced(by: second)
    else { return [] }
    return left.filter(right.contains)
  }

  private func mayMeet(_ first: Robot, _ second: Robot) -> Bool {
    let conditions = [first.condition, second.condition].compactMap { $0 }
    return ConditionSatisfiability.canHold(.all(conditions))
  }

  private func areOrdered(_ first: Int, _ second: Int, in stage: LintStage) -> Bool {
    let id = stage.robots.robots[first].id
    return stage.robots.chain(before: second).contains { $0.id == id }
  }
}
