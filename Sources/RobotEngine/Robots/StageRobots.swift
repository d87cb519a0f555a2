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
    let earlier = chain(before: index)
    let earlierIDs = earlier.map(\.id)
    let others = robots.indices.filter { $0 != index && !earlierIDs.contains(robots[$0].id) }
    return TemplateContext(
      paths: paths,
      earlierRobots: earlier.map { robot in
        EarlierRobot(
          id: robot.id,
          alias: robot.alias,
          outputs: Catalogue.kind(robot.type)?.type.outputs ?? []
        )
      },
      otherAliases: others.map { robots[$0].alias }.filter { !$0.isEmpty }
    )
  }

  /// The robots before the one at an index in its chain, in the stage's order.
  func chain(before index: Int) -> [Robot] {
    var chain: [Robot] = []
    var goesOn = robots[index].timing.isAfterPrevious
    for robot in robots[..<index].reversed() where goesOn {
      chain.append(robot)
      goesOn = !robot.isEnabled || robot.timing.isAfterPrevious
    }
    return chain.reversed()
  }

  /// Whether the robot at an index acts in every visit, and at once: neither it nor what it runs
  /// after waits, asks for a condition, or is limited to some visits (S-13).
  func actsAtOnce(at index: Int) -> Bool {
    (chain(before: index).filter(\.isEnabled) + [robots[index]])
      .allSatisfy { $0.isUnconditional && !$0.timing.delays }
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
}
