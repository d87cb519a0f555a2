import CRobotsProto
package import RobotModel

/// A trigger as answers show it: with its condition in text form beside the tree.
package struct ShownTrigger: Hashable, Sendable {
  package var trigger: Trigger
  /// Empty where there is no condition.
  package var conditionText: String

  /// Joins a trigger with the text form of its condition.
  package init(trigger: Trigger, conditionText: String) {
    self.trigger = trigger
    self.conditionText = conditionText
  }
}

extension MessageBuilder {
  /// A trigger with both forms of its condition.
  func trigger(_ shown: ShownTrigger) -> UnsafeMutablePointer<Robots__V1__Trigger> {
    trigger(shown.trigger, conditionText: shown.conditionText)
  }
}
