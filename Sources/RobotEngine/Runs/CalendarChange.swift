import RobotModel

/// A calendar's new version, to which waiting runs have yet to move their due times.
struct CalendarChange {
  /// The calendar's id.
  let calendar: String
  /// Runs up to this one have moved.
  var lastRun: StoreNumber
  var runsLeft: RunsLeft

  /// As it is stored.
  var progress: CalendarProgress {
    CalendarProgress(calendar: calendar, lastRun: lastRun, isOver: runsLeft.isEmpty)
  }
}
