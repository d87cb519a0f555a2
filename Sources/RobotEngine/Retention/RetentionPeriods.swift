/// How many days is kept what is over (S-36).
package struct RetentionPeriods: Hashable, Sendable {
  /// The shortest time for which history and runs may be kept: runs are counted over 30 days.
  package static let shortestDays = 31
  /// A hundred years.
  package static let longestDays = 36_500

  /// Entries of the history, and visits that have ended, of records that are there.
  package var historyDays = 365
  /// Runs that have ended, and the history's entries of events.
  package var runDays = 90
  /// The history and the visits of a deleted record, from its deletion on.
  package var deletedDays = 90

  /// A year for history, 90 days for all else.
  package init() {}
}
