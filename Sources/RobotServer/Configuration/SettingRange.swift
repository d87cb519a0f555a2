import RobotEngine
import RobotModel

/// What settings may be that are numbers: for the file and its help as for a program that embeds
/// the service.
enum SettingRange {
  /// The file has them as seconds.
  static let leaseMilliseconds: ClosedRange<Int64> = 1_000...3_600_000
  static let catchUpGraceMilliseconds: ClosedRange<Int64> = 0...3_600_000
  static let syncIntervalMilliseconds: ClosedRange<Int64> = 10...60_000
  static let snapshotIntervalMilliseconds: ClosedRange<Int64> = 1_000...ClockTime.millisecondsPerDay
  static let drainMilliseconds: ClosedRange<Int64> = 0...300_000

  /// In days: of what rules look back at, and of what nothing rests on.
  static let keptDays = RetentionPeriods.shortestDays...RetentionPeriods.longestDays
  static let passingDays = 1...RetentionPeriods.longestDays

  /// In bytes, without an end.
  static let memoryLimitBytes = (16 << 20)...
  static let changeFeedBytes = (1 << 20)...

  /// `31 to 36500`.
  static func text(_ range: ClosedRange<Int>) -> String {
    "\(range.lowerBound) to \(range.upperBound)"
  }

  /// `at least 16 MiB`.
  static func text(_ byteCounts: PartialRangeFrom<Int>) -> String {
    "at least \(byteCounts.lowerBound >> 20) MiB"
  }
}
