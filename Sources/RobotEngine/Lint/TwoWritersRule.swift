import RobotModel

/// Finds robots that write the same fields and are in no order to one another.
///
/// Additions to a list do not disturb each other, and robots whose conditions exclude one another
/// never meet. Whether they do is found out last: it takes long where conditions are. Robots of
/// which each two disturb each other in the same fields are told as one finding, so that a stage's
/// findings are not as many as its pairs.
struct TwoWritersRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    var groups: [Group] = []
    let writers = writers(in: stage)
    for (offset, writer) in writers.enumerated() {
      var disturbed: [Int: [String]] = [:]
      for earlier in writers[..<offset] {
        disturbed[earlier.place] = fields(of: earlier, writtenBy: writer, in: stage)
      }
      var ungrouped = Set(disturbed.keys)
      for index in groups.indices where groups[index].isPart(of: disturbed) {
        ungrouped.subtract(groups[index].places)
        groups[index].places.append(writer.place)
      }
      for earlier in writers[..<offset] where ungrouped.contains(earlier.place) {
        guard let fields = disturbed[earlier.place] else { continue }
        groups.append(Group(places: [earlier.place, writer.place], fields: fields))
      }
    }
    return groups.map { finding(about: $0, in: stage) }
  }

  /// Robots of which each two write the same fields, whichever comes first.
  private struct Group {
    /// In the stage's order.
    var places: [Int]
    let fields: [String]

    /// Whether a later robot disturbs all of them, in just these fields.
    func isPart(of disturbed: [Int: [String]]) -> Bool {
      places.allSatisfy { disturbed[$0] == fields }
    }
  }

  /// A robot that writes fields.
  private struct Writer {
    let place: Int
    /// The robots from here on to its own place come one after another.
    let chainStart: Int
    let fields: [String]
    let fieldSet: Set<String>
  }

  /// What of an earlier robot's writing a later one may undo; nil for nothing.
  private func fields(
    of earlier: Writer,
    writtenBy later: Writer,
    in stage: LintStage
  ) -> [String]? {
    guard stage.isAsked(about: earlier.place, later.place), earlier.place < later.chainStart
    else { return nil }
    let fields = later.fields.filter(earlier.fieldSet.contains)
    let robots = stage.robots.robots
    if fields.isEmpty || !mayMeet(robots[earlier.place], robots[later.place]) { return nil }
    return fields
  }

  private func writers(in stage: LintStage) -> [Writer] {
    stage.enabled.compactMap { place in
      let robot = stage.robots.robots[place]
      let fields = (Catalogue.kind(robot.type)?.fieldsReplaced(by: robot) ?? []).sorted()
      if fields.isEmpty { return nil }
      return Writer(
        place: place,
        chainStart: stage.robots.chain(before: place).startIndex,
        fields: fields,
        fieldSet: Set(fields)
      )
    }
  }

  private func finding(about group: Group, in stage: LintStage) -> LintFinding {
    let names = group.places.map { stage.robots.robots[$0].lintName }
    let all = names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
    return stage.finding(
      .twoWriters,
      group.places,
      "\(all) \(names.count == 2 ? "both" : "all") write \(group.fields.joined(separator: ", "));"
        + " what the later one writes stays. Chain them, or give them conditions that exclude"
        + " one another"
    )
  }

  private func mayMeet(_ first: Robot, _ second: Robot) -> Bool {
    let conditions = [first.condition, second.condition].compactMap { $0 }
    return conditions.isEmpty || ConditionSatisfiability.canHold(.all(conditions))
  }
}
