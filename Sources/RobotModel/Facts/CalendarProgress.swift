/// How far the waiting runs have come to follow a calendar's new version, or other hours of some
/// responsible.
package struct CalendarProgress: Hashable, Sendable {
  /// The calendar's id; empty for the hours of responsibles.
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
