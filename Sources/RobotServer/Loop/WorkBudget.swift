import Linux

/// The time that one part of a turn may take before it leaves the rest to the next turn.
///
/// A command, and one item's instant, are never split: the budget is asked between them.
struct WorkBudget {
  private let endNanoseconds: Int64

  /// A budget that begins now.
  init(microseconds: Int64) {
    endNanoseconds = Clock.monotonicNanoseconds() + microseconds * 1_000
  }

  /// Whether the time is over.
  var isUsedUp: Bool { Clock.monotonicNanoseconds() >= endNanoseconds }
}
