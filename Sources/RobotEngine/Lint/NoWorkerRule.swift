import RobotModel

/// Finds robots whose actions nobody takes now.
struct NoWorkerRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    stage.enabled.compactMap { index in
      let robot = stage.robots.robots[index]
      guard let queue = engine.configuration.executors[robot.type], !engine.hasWorkers(of: queue)
      else { return nil }
      return stage.finding(
        .noWorker,
        [index],
        "\(robot.lintName) gives its actions to the queue \"\(queue)\", which no worker serves now;"
          + " they wait until one does"
      )
    }
  }
}

extension Engine {
  fileprivate func hasWorkers(of queue: String) -> Bool {
    queueIndexes[queue].map { queues[$0].hasWorkers } ?? false
  }
}
