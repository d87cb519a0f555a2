/// How far the waiting runs have come to follow a calendar's new version.
package struct CalendarProgress: Hashable, Sendable {
  /// The calendar's id.
  package var calendar: String
  /// Runs up to this one follow it.
  package var lastRun: StoreNumber
  /// All do.
  package var isOver: Bool

  /// Says how far they have come.
  package init(calendar: String, lastRun: StoreNumber, isOver: Bool) {
    self.calendar = calendar
    self.lastRun = lastRun
    self.isOver = isOver
  }
}
