/// One robot being run on the items that stood in its stage already (O9), or that it was.
package struct RobotApplication: Hashable, Sendable {
  /// The robot's id.
  package var robot: String
  /// Its stage, whose items are taken.
  package var place: StageKey
  /// Who asked for it: a user's id.
  package var user: String
  /// How many items are taken in a second.
  package var itemsPerSecond: Int
  /// How many there were to take when it began.
  package var itemCount: Int64
  /// How many were taken so far.
  package var runCount: Int64 = 0
  /// Nil for one that was only counted.
  package var beginTime: Instant?
  /// Nil while it goes on.
  package var endTime: Instant?
  /// Why it ended before its last item; nil if it did not.
  package var reason: Reason?
  /// Visits up to this one have been seen to.
  package var lastVisit: StoreNumber = .none
  /// When the next item is taken.
  package var nextTime: Instant = .epoch

  /// Describes one that has not begun.
  package init(
    robot: String,
    place: StageKey,
    user: String,
    itemsPerSecond: Int,
    itemCount: Int64
  ) {
    self.robot = robot
    self.place = place
    self.user = user
    self.itemsPerSecond = itemsPerSecond
    self.itemCount = itemCount
  }
}
