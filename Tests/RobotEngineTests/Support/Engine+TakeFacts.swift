import RobotModel
import TestSupport
import Testing

@testable import RobotEngine

extension Engine {
  /// Everything that has changed since the last call, as a list.
  func takeFacts() -> [Fact] {
    let list = FactCollector()
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
