import RobotModel

/// A timer as it lies in the wheel or in a heap: when it is due, its order then, and whose it is.
struct ArmedTimer {
  /// Milliseconds since 1970.
  var dueMilliseconds: Int64

  /// Decides among timers due at the same millisecond; the smaller goes first.
  var order: UInt64

  /// The dense number of what the timer belongs to.
  var slot: UInt32

  /// Fills cells that hold no timer.
  static let none = ArmedTimer(dueMilliseconds: 0, order: 0, slot: 0)

  /// Whether this timer fires before the other: by due time, order, then slot.
  @inline(__always)
  func precedes(_ other: ArmedTimer) -> Bool {
    if dueMilliseconds != other.dueMilliseconds { return dueMilliseconds < other.dueMilliseconds }
    if order != other.order { return order < other.order }
    return slot < other.slot
  }
}
