import RobotEngine

/// What settings may be that are numbers: for the file and its help as for a program that embeds
/// the service.
enum SettingRange {
  /// In milliseconds, which the file has as seconds.
  static let lease: ClosedRange<Int64> = 1_000...3_600_000
  static let catchUpGrace: ClosedRange<Int64> = 0...3_600_000
  static let syncInterval: ClosedRange<Int64> = 10...60_000
  static let snapshotInterval: ClosedRange<Int64> = 1_000...86_400_000
  static let drain: ClosedRange<Int64> = 0...300_000

  /// In days: of what rules look back at, and of what nothing rests on.
  static let keptDays = RetentionPeriods.shortestDays...RetentionPeriods.longestDays
  static let passingDays = 1...RetentionPeriods.longestDays

  /// In bytes, without an end.
  static let memoryLimitBytes = (16 << 20)...
  static let changeFeedBytes = (1 << 20)...
}
