/// Runs a robot on the items that stand in its stage already (O9).
///
/// Answers with the application.
package struct ApplyToExisting: Hashable, Sendable {
  package var robot: String
  /// At least one, at most ``Limits/itemsPerSecondMaximum``.
  package var itemsPerSecond: Int
  /// Count the items, change nothing.
  package var isValidateOnly: Bool

  /// Asks for an application.
  package init(
    robot: String,
    itemsPerSecond: Int = Limits.itemsPerSecondDefault,
    isValidateOnly: Bool = false
  ) {
    self.robot = robot
    self.itemsPerSecond = itemsPerSecond
    self.isValidateOnly = isValidateOnly
  }
}

/// Ends the application of a robot before its last item.
///
/// Answers with it.
package struct CancelApplication: Hashable, Sendable {
  package var robot: String

  /// Asks for the end.
  package init(robot: String) {
    self.robot = robot
  }
}
