import RobotModel

/// What one command or one item's instant has changed: the facts to be made durable together.
struct Batch {
  /// Definitions that were changed, in order.
  var definitions: [Fact] = []
}
