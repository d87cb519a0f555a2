/// Says when a robot acts.
package struct Timing: Hashable, Sendable {
  /// From when the delay counts, and how long it is.
  package var start: TimingStart
  /// Waits for the end of the robot before this one in the stage's order.
  package var isAfterPrevious: Bool
  /// Which ends of the previous robot release this one.
  package var chainPolicy: ChainPolicy
  /// A name of the system's time zone data; empty for the calendar's, else the item's, else the
  /// daemon's.
  package var timeZone: String
  /// A run that starts later than this after its due time is skipped; nil for never.
  package var maxLatenessMilliseconds: Int64?
  /// What becomes of a due time that is past when it is computed (S-8).
  package var pastDue: PastDue
  /// How working hours bear on the due time (S-10).
  package var workingTime: WorkingTimeMode
  /// The id of a calendar; empty for none.
  package var calendar: String
  /// How long the start waits for a working moment of the responsible's own calendar; nil for not
  /// at all.
  package var maxResponsibleWaitMilliseconds: Int64?

  /// Describes a timing; without arguments, "immediately".
  package init(
    start: TimingStart = .immediately,
    isAfterPrevious: Bool = false,
    chainPolicy: ChainPolicy = .onSuccess,
    timeZone: String = "",
    maxLatenessMilliseconds: Int64? = nil,
    pastDue: PastDue = .runNowUntilDate,
    workingTime: WorkingTimeMode = .off,
    calendar: String = "",
    maxResponsibleWaitMilliseconds: Int64? = nil
  ) {
    self.start = start
    self.isAfterPrevious = isAfterPrevious
    self.chainPolicy = chainPolicy
    self.timeZone = timeZone
    self.maxLatenessMilliseconds = maxLatenessMilliseconds
    self.pastDue = pastDue
    self.workingTime = workingTime
    self.calendar = calendar
    self.maxResponsibleWaitMilliseconds = maxResponsibleWaitMilliseconds
  }
}

/// The mode of a timing.
package enum TimingStart: Hashable, Sendable {
  /// In the same processing step as the entry.
  case immediately
  /// After the entry, or after the finish of the previous robot.
  case after(TimeSpan)
  /// Before, after or at a date of the item or of a linked record.
  case date(DateTiming)
  /// One moment, the same for every item.
  case instant(Instant)
  /// The next moment at which the clock shows this.
  case clockTime(ClockTime)
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

/// What becomes of a due time before or at a date, or at an instant, that is past when it is
/// computed (S-8).
package enum PastDue: UInt8, Hashable, Sendable, CaseIterable {
  /// Run late while the date itself is ahead, else skip.
  case runNowUntilDate = 1
  /// Run late.
  case runNow = 2
  /// Skip.
  case skip = 3
}

/// How a calendar's working hours bear on a due time (S-10).
package enum WorkingTimeMode: UInt8, Hashable, Sendable, CaseIterable {
  /// Every hour counts.
  case off = 1
  /// Only working hours and working days count.
  case count = 2
  /// Every hour counts, and the result moves to a working moment.
  case shift = 3
}
