import RobotModel

// Cycles of stage changes (S-13)
//
// A robot that moves the item at once and without a condition is an edge from its stage to the
// target. An item that comes into a cycle of such edges would go round until the limit at run time
// stops it, so a command whose edges close a cycle is refused; one that was forced before is not
// held against it. What waits, asks for a condition or runs once only is no edge: people build such
// loops on purpose, and lint names them.

extension Engine {
  /// The stages of a cycle that begins with an edge that a command adds to a stage, from it and
  /// back to it; nil if there is none.
  ///
  /// - Parameter changed: The stages as the command would leave them; all others are as they are.
  func immediateCycle(through start: StageKey, changed: [StageKey: StageRobots]) -> [StageKey]? {
    let present = immediateTargets(of: start, changed: [:])
    var cameFrom: [StageKey: StageKey] = [:]
    var open = [start]
    while let stage = open.popLast() {
      var targets = immediateTargets(of: stage, changed: changed)
      if stage == start { targets.removeAll(where: present.contains) }
      for target in targets {
        if target == start { return path(to: stage, from: start, cameFrom) + [start] }
        if cameFrom[target] == nil {
          cameFrom[target] = stage
          open.append(target)
        }
      }
    }
    return nil
  }

  private func path(
    to end: StageKey,
    from start: StageKey,
    _ cameFrom: [StageKey: StageKey]
  ) -> [StageKey] {
    var path = [end]
    while let last = path.last, last != start, let previous = cameFrom[last] {
      path.append(previous)
    }
    return path.reversed()
  }

  private func immediateTargets(
    of stage: StageKey,
    changed: [StageKey: StageRobots]
  ) -> [StageKey] {
    let robots: StageRobots
    if let left = changed[stage] {
      robots = left
    } else if let slot = store.schema.slot(ofStage: stage) {
      robots = StageRobots(newestRobots(in: slot))
    } else {
      return []
    }
    return robots.robots.indices.flatMap { index -> [StageKey] in
      let robot = robots.robots[index]
      guard robot.isEnabled, let kind = Catalogue.kind(robot.type), kind.type.endsVisit,
        robots.actsAtOnce(at: index)
      else { return [] }
      return kind.targets(of: robot)
    }
  }
}
