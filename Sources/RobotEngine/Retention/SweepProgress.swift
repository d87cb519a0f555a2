import RobotModel

/// How far a sweep has come, and what sweeps have removed since the start.
struct SweepProgress {
  /// What is older than these times goes.
  struct Limits {
    let history: Instant
    let runs: Instant
    let deletions: Instant

    /// The limits at a time.
    init(_ periods: RetentionPeriods, at time: Instant) {
      history = time.adding(milliseconds: -Int64(periods.historyDays) * dayMilliseconds)
      runs = time.adding(milliseconds: -Int64(periods.runDays) * dayMilliseconds)
      deletions = time.adding(milliseconds: -Int64(periods.deletedDays) * dayMilliseconds)
    }
  }

  /// When the next sweep begins, or the present one began; nil on the last day that time has.
  private(set) var dueTime: Instant?
  /// Of the sweep under way; nil while there is none.
  private(set) var limits: Limits?
  /// The place of the record that comes next.
  var nextRecord: UInt32 = 0
  /// How many rows the present step may still look at.
  var effort = 0
  var removed = RemovedCounts()

  /// Nothing was swept yet, so a sweep is due at once.
  init(dueTime: Instant = .epoch) {
    self.dueTime = dueTime
  }

  /// Begins a sweep with the limits as they are at a time.
  mutating func begin(_ periods: RetentionPeriods, at time: Instant) {
    dueTime = time
    limits = Limits(periods, at: time)
    nextRecord = 0
  }

  /// Ends the sweep; the next one begins at the first midnight, in UTC, after this one's beginning.
  mutating func end() {
    limits = nil
    guard let begin = dueTime else { return }
    let days = begin.millisecondsSinceEpoch / dayMilliseconds + 1
    let midnight = Instant(millisecondsSinceEpoch: days * dayMilliseconds)
    dueTime = midnight < .latest ? midnight : nil
  }
}

/// How many rows sweeps have removed since the start.
package struct RemovedCounts: Hashable, Sendable {
  package var runs = 0
  package var visits = 0
  package var historyEntries = 0
}

private let dayMilliseconds: Int64 = 86_400_000
