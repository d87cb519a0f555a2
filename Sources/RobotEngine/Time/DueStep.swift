package import RobotModel

/// One step of the way from a base to a due time, as Explain shows it (O3).
package enum DueStep: Hashable, Sendable {
  /// Counting began at this event.
  case base(DueBase)

  /// A span of seconds, minutes or hours was added as elapsed time.
  case elapsed(TimeSpan, reaching: Instant)

  /// A span of seconds, minutes or hours was taken off as elapsed time.
  case elapsedBefore(TimeSpan, reaching: Instant)

  /// A span of days, weeks, months or years was added or taken off by the calendar, keeping the
  /// wall clock.
  case calendar(TimeSpan, from: CivilDateTime, to: CivilDateTime, zone: String)

  /// The month reached has no such day, so its last one was taken.
  case lastDayOfMonth(insteadOfDay: Int, date: CivilDate)

  /// The wall clock shows that time once, at this instant.
  case shownOnce(Instant)

  /// The clocks skip that time, so it moved forward by the gap.
  case movedOverGap(milliseconds: Int64, reaching: Instant)

  /// The clocks show that time twice; the first counts.
  case firstOfTwo(apartMilliseconds: Int64, reaching: Instant)

  /// The sum lies beyond the last instant there is and was held there.
  case heldAtLatest

  /// The clocks show the time wanted next on this day.
  case clockTime(CivilDateTime)

  /// The robot before finished later, and the later of the two counts (S-4).
  case laterFinish(Instant)

  /// A step by working time.
  case working(WorkingStep)
}
