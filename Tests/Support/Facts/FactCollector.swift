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

  package func put(_ run: RunNumbers, ofRobot robot: String) {
    facts.append(.run(Run(run, robot: robot, detail: nil)))
  }

  package func put(_ run: RunNumbers, ofRobot robot: String, _ detail: borrowing RunDetail) {
    facts.append(.run(Run(run, robot: robot, detail: copy detail)))
  }

  package func put(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {
    facts.append(
      .historyEntry(
        HistoryEntry(
          entry,
          of: record,
          by: user,
          robot: robot,
          from: oldPlace,
          to: newPlace,
          detail
        )
      )
    )
  }
}
