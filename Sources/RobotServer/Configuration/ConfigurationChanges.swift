/// What differs between the configuration in force and one that was read again, by the settings'
/// names in the file.
struct ConfigurationChanges {
  /// Settings that are taken over while the service runs.
  let taken: [String]
  /// Settings that wait for the next start.
  let waiting: [String]

  /// The names of all settings that are taken over, in order.
  static let reloadable: [String] = {
    let any = RobotServerConfiguration(socketPath: "", dataDirectory: "")
    return takenOver(any, any).map(\.key)
  }()

  init(from old: RobotServerConfiguration, to new: RobotServerConfiguration) {
    taken = Self.takenOver(old, new).filter(\.value).map(\.key)
    waiting = Self.left(old, new).filter(\.value).map(\.key)
  }

  /// Whether each setting differs that ``RobotServerConfiguration/takeOver(from:)`` takes over.
  private static func takenOver(
    _ old: RobotServerConfiguration,
    _ new: RobotServerConfiguration
  ) -> KeyValuePairs<String, Bool> {
    [
      "users": old.users != new.users,
      "allowed_users": old.allowedUsers != new.allowedUsers,
      "trusted": old.trustedUsers != new.trustedUsers,
      "administrators": old.administrators != new.administrators,
      "executors": old.executors != new.executors,
      "exchange_rates": old.exchangeRates != new.exchangeRates,
      "public_url": old.publicURL != new.publicURL,
      "drain": old.drainMilliseconds != new.drainMilliseconds,
      "memory_limit": old.memoryLimitBytes != new.memoryLimitBytes,
      "history_days": old.historyDays != new.historyDays,
      "run_days": old.runDays != new.runDays,
      "deleted_days": old.deletedDays != new.deletedDays,
      "change_feed_days": old.changeFeedDays != new.changeFeedDays,
      "change_feed_size": old.changeFeedBytes != new.changeFeedBytes,
      "log_level": old.logLevel != new.logLevel,
    ]
  }

  /// Whether each of the others differs.
  private static func left(
    _ old: RobotServerConfiguration,
    _ new: RobotServerConfiguration
  ) -> KeyValuePairs<String, Bool> {
    [
      "socket": old.socketPath != new.socketPath,
      "data_directory": old.dataDirectory != new.dataDirectory,
      "socket_group": old.socketGroup != new.socketGroup,
      "sources": old.sources != new.sources,
      "catch_up_grace": old.catchUpGraceMilliseconds != new.catchUpGraceMilliseconds,
      "time_zone": old.timeZone != new.timeZone,
      "sync": old.sync != new.sync,
      "sync_interval": old.syncIntervalMilliseconds != new.syncIntervalMilliseconds,
      "snapshot_interval": old.snapshotIntervalMilliseconds != new.snapshotIntervalMilliseconds,
      "lease": old.leaseMilliseconds != new.leaseMilliseconds,
      "log_format": old.logFormat != new.logFormat,
    ]
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
