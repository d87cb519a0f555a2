/// Says when a robot acts.
package struct Timing: Hashable, Sendable {
  /// From when the delay counts, and how long it is.
  package var start: TimingStart
  /// Waits for the end of the robot before this one in the stage's order.
  package var isAfterPrevious: Bool
  /// Which ends of the previous robot release this one.
  package var chainPolicy: ChainPolicy
  /// A name of the system's time zone data; empty for the item's, else the daemon's.
  package var timeZone: String
  /// A run that starts later than this after its due time is skipped; nil for never.
  package var maxLatenessMilliseconds: Int64?

  /// Describes a timing; without arguments, "immediately".
  package init(
    start: TimingStart = .immediately,
    isAfterPrevious: Bool = false,
    chainPolicy: ChainPolicy = .onSuccess,
    timeZone: String = "",
    maxLatenessMilliseconds: Int64? = nil
  ) {
    self.start = start
    self.isAfterPrevious = isAfterPrevious
    self.chainPolicy = chainPolicy
    self.timeZone = timeZone
    self.maxLatenessMilliseconds = maxLatenessMilliseconds
  }
}

/// The mode of a timing.
package enum TimingStart: Hashable, Sendable {
  /// In the same processing step as the entry.
  case immediately
  /// After the entry, or after the finish of the previous robot.
  case after(TimeSpan)
}

/// Which ends of the previous robot release the next one.
package enum ChainPolicy: UInt8, Hashable, Sendable, CaseIterable {
  /// Anything but success blocks.
  case onSuccess = 1
  /// Only a failed or blocked predecessor blocks.
  case unlessFailed = 2
  /// Any end releases.
  case onFinish = 3
}
