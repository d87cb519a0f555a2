import RobotModel

/// The robots of one stage in order, as they are or as a command would leave them.
///
/// A robot's chain is what it runs after: with "after previous" the robot before it, and on from
/// there as long as each runs after the one before. A robot that is not enabled is looked through
/// (S-3), but its outputs may still be named; they are empty while it is off.
struct StageRobots {
  /// The newest versions, in the stage's order.
  var robots: [Robot]

  /// The stage with these robots.
  init(_ robots: [Robot]) {
    self.robots = robots
  }

  /// What the texts of the robot at an index can name.
  func templateContext(of index: Int, paths: PathResolver) -> TemplateContext {
    let chain = chain(before: index)
    let others = robots[..<chain.startIndex] + robots[(index + 1)...]
    return TemplateContext(
      paths: paths,
      earlierRobots: chain.map { robot in
        EarlierRobot(
          id: robot.id,
          alias: robot.alias,
          outputs: Catalogue.kind(robot.type)?.type.outputs ?? []
        )
      },
      otherAliases: others.lazy.map(\.alias).filter { !$0.isEmpty }
    )
  }

  /// The robots before the one at an index in its chain, in the stage's order, at their places.
  func chain(before index: Int) -> ArraySlice<Robot> {
    var start = index
    var goesOn = robots[index].timing.isAfterPrevious
    while goesOn, start > 0 {
      start -= 1
      goesOn = !robots[start].isEnabled || robots[start].timing.isAfterPrevious
    }
    return robots[start..<index]
  }

  /// Whether the robot at an index acts in every visit, and at once: neither it nor what it runs
  /// after waits, asks for a condition, or is limited to some visits (S-13).
  func actsAtOnce(at index: Int) -> Bool {
    robots[index].isUnconditionalAndImmediate
      && chain(before: index).allSatisfy { !$0.isEnabled || $0.isUnconditionalAndImmediate }
  }

  /// Whether the robot at an index still finds every output that its texts name.
  func hasOutputs(for compiled: CompiledRobot, at index: Int) -> Bool {
    let earlier = chain(before: index)
    return compiled.parameters.sources.allSatisfy { source in
      guard case .output(let output, let robot, let alias) = source else { return true }
      return earlier.contains { candidate in
        let outputs = Catalogue.kind(candidate.type)?.type.outputs ?? []
        return candidate.id == robot && candidate.alias == alias
          && outputs.contains { $0.id == output }
      }
    }
  }
}

extension Robot {
  /// Acts in every visit in which it becomes due.
  var isUnconditional: Bool {
    (condition == nil || condition == .all([])) && runLimit == .everyEntry
  }

  /// Acts in every visit, and as soon as its turn comes.
  fileprivate var isUnconditionalAndImmediate: Bool { isUnconditional && !timing.delays }
}
