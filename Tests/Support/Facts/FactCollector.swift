package import RobotModel

/// Keeps facts in a list, for those who want them as values.
package final class FactCollector: FactSink {
  /// What has come, in its order.
  package var facts: [Fact] = []

  /// Starts with an empty list.
  package init() {}

  package func put(_ fact: Fact) { facts.append(fact) }
  package func put(_ record: Record) { facts.append(.record(record)) }
  package func put(_ visit: Visit) { facts.append(.visit(visit)) }

  package func put(_ run: RunNumbers, ofRobot robot: String, _ detail: RunDetail?) {
    facts.append(.run(Run(run, robot: robot, detail: detail)))
  }

  package func put(_ entry: HistoryNumbers, _ names: HistoryNames, _ detail: HistoryDetail?) {
    facts.append(.historyEntry(HistoryEntry(entry, names, detail)))
  }
}
