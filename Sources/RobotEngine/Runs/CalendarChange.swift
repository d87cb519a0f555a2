import RobotModel

/// A calendar's new version, to which waiting runs have yet to move their due times; or other hours
/// of some responsible, for which runs have yet to look.
struct CalendarChange {
  /// The calendar's id; empty for the hours of responsibles.
  let calendar: String
  /// Runs up to this one have moved.
  var lastRun: StoreNumber
  var runsLeft: RowsLeft<RunRow>

  /// Whether runs wait for the hours of responsibles.
  var isOfResponsibles: Bool { calendar.isEmpty }

  /// As it is stored.
  var progress: CalendarProgress {
    CalendarProgress(calendar: calendar, lastRun: lastRun, isOver: runsLeft.isEmpty)
  }
}
