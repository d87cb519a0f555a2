/// What differs between the configuration in force and one that was read again, by the settings'
/// names in the file.
struct ConfigurationChanges {
  /// Settings that are taken over while the service runs.
  private(set) var taken: [String] = []
  /// Settings that wait for the next start.
  private(set) var waiting: [String] = []

  init(from old: RobotServerConfiguration, to new: RobotServerConfiguration) {
    if old.users != new.users { taken.append("users") }
    if old.allowedUsers != new.allowedUsers { taken.append("allowed_users") }
    if old.trustedUsers != new.trustedUsers { taken.append("trusted") }
    if old.administrators != new.administrators { taken.append("administrators") }
    if old.executors != new.executors { taken.append("executors") }
    if old.exchangeRates != new.exchangeRates { taken.append("exchange_rates") }
    if old.publicURL != new.publicURL { taken.append("public_url") }
    if old.drainMilliseconds != new.drainMilliseconds { taken.append("drain") }
    if old.memoryLimitBytes != new.memoryLimitBytes { taken.append("memory_limit") }
    if old.historyDays != new.historyDays { taken.append("history_days") }
    if old.runDays != new.runDays { taken.append("run_days") }
    if old.deletedDays != new.deletedDays { taken.append("deleted_days") }
    if old.changeFeedDays != new.changeFeedDays { taken.append("change_feed_days") }
    if old.changeFeedBytes != new.changeFeedBytes { taken.append("change_feed_size") }
    if old.logLevel != new.logLevel { taken.append("log_level") }

    if old.socketPath != new.socketPath { waiting.append("socket") }
    if old.dataDirectory != new.dataDirectory { waiting.append("data_directory") }
    if old.socketGroup != new.socketGroup { waiting.append("socket_group") }
    if old.sources != new.sources { waiting.append("sources") }
    if old.catchUpGraceMilliseconds != new.catchUpGraceMilliseconds {
      waiting.append("catch_up_grace")
    }
    if old.timeZone != new.timeZone { waiting.append("time_zone") }
    if old.sync != new.sync { waiting.append("sync") }
    if old.syncIntervalMilliseconds != new.syncIntervalMilliseconds {
      waiting.append("sync_interval")
    }
    if old.snapshotIntervalMilliseconds != new.snapshotIntervalMilliseconds {
      waiting.append("snapshot_interval")
    }
    if old.leaseMilliseconds != new.leaseMilliseconds { waiting.append("lease") }
    if old.logFormat != new.logFormat { waiting.append("log_format") }
  }
}

extension RobotServerConfiguration {
  /// Takes over what can change while the service runs.
  mutating func takeOver(from new: RobotServerConfiguration) {
    users = new.users
    allowedUsers = new.allowedUsers
    trustedUsers = new.trustedUsers
    administrators = new.administrators
    executors = new.executors
    exchangeRates = new.exchangeRates
    publicURL = new.publicURL
    drainMilliseconds = new.drainMilliseconds
    memoryLimitBytes = new.memoryLimitBytes
    historyDays = new.historyDays
    runDays = new.runDays
    deletedDays = new.deletedDays
    changeFeedDays = new.changeFeedDays
    changeFeedBytes = new.changeFeedBytes
    logLevel = new.logLevel
  }
}
