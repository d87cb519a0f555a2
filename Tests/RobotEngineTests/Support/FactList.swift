import RobotModel
import Testing

@testable import RobotEngine

/// Collects facts.
private final class FactList: FactSink {
  var facts: [Fact] = []

  func put(_ fact: Fact) { facts.append(fact) }
  func put(_ record: Record) { facts.append(.record(record)) }
  func put(_ visit: Visit) { facts.append(.visit(visit)) }
  func put(_ run: Run) { facts.append(.run(run)) }
  func put(_ entry: HistoryEntry) { facts.append(.historyEntry(entry)) }
}

extension Engine {
  /// Everything that has changed since the last call, as a list.
  func takeFacts() -> [Fact] {
    let list = FactList()
    #expect(giveFacts(to: list) == !list.facts.isEmpty)
    return list.facts
  }

  /// What the world outside may have to do since the last call, as a list.
  func takeEffects() -> [Effect] {
    var effects: [Effect] = []
    giveEffects(to: { effects.append($0) })
    return effects
  }
}
