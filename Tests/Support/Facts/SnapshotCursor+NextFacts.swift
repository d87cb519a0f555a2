package import RobotEngine
package import RobotModel

extension SnapshotCursor {
  /// At most `count` more facts; none when all have been given.
  package func nextFacts(count: Int) -> [Fact] {
    let list = FactCollector()
    while list.facts.count < count, giveNext(to: list) {}
    return list.facts
  }
}
