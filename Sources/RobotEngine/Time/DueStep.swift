package import RobotModel

/// One step of the way from a base to a due time, as Explain shows it (O3).
package enum DueStep: Hashable, Sendable {
  /// Counting began at this event.
  case base(DueBase)

  /// A span of seconds, minutes or hours was added as elapsed time.
  case elapsed(TimeSpan, reaching: Instant)

  /// A span of days, weeks, months or years was added by the calendar, keeping the wall clock.
  case calendar(TimeSpan, from: CivilDateTime, reaching: CivilDateTime, zone: String)

  /// The month reached has no such day, so its last one was taken.
  case lastDayOfMonth(insteadOfDay: Int, date: CivilDate)

  /// The clocks skipped that time, so it moved forward by the gap.
  case movedOverGap(milliseconds: Int64, reaching: Instant, zone: String)

  /// The clocks showed that time twice; the first counts.
  case firstOfTwo(apartMilliseconds: Int64, reaching: Instant, zone: String)

  /// The sum lies beyond the last instant there is and was held there.
  case heldAtLatest
}
