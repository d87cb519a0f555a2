/// What differs between the configuration in force and one that was read again, by the settings'
/// names in the file.
struct ConfigurationChanges {
  /// Settings that are taken over while the service runs.
  let taken: [String]
  /// Settings that wait for the next start.
  let waiting: [String]

  /// The names of all settings that are taken over, in order.
  static let reloadable = reloaded.map(\.name)

  init(from old: RobotServerConfiguration, to new: RobotServerConfiguration) {
    taken = Self.reloaded.filter { $0.differs(old, new) }.map(\.name)
    waiting = Self.left.filter { $0.differs(old, new) }.map(\.name)
  }

  /// What may change while the service runs.
  fileprivate static let reloaded = [
    SettingPlace("users", \.users),
    SettingPlace("allowed_users", \.allowedUsers),
    SettingPlace("trusted", \.trustedUsers),
    SettingPlace("administrators", \.administrators),
    SettingPlace("executors", \.executors),
    SettingPlace("exchange_rates", \.exchangeRates),
    SettingPlace("public_url", \.publicURL),
    SettingPlace("drain", \.drainMilliseconds),
    SettingPlace("memory_limit", \.memoryLimitBytes),
    SettingPlace("history_days", \.historyDays),
    SettingPlace("run_days", \.runDays),
    SettingPlace("deleted_days", \.deletedDays),
    SettingPlace("change_feed_days", \.changeFeedDays),
    SettingPlace("change_feed_size", \.changeFeedBytes),
    SettingPlace("log_level", \.logLevel),
  ]

  /// All others.
  private static let left = [
    SettingPlace("socket", \.socketPath),
    SettingPlace("data_directory", \.dataDirectory),
    SettingPlace("socket_group", \.socketGroup),
    SettingPlace("sources", \.sources),
    SettingPlace("catch_up_grace", \.catchUpGraceMilliseconds),
    SettingPlace("time_zone", \.timeZone),
    SettingPlace("sync", \.sync),
    SettingPlace("sync_interval", \.syncIntervalMilliseconds),
    SettingPlace("snapshot_interval", \.snapshotIntervalMilliseconds),
    SettingPlace("lease", \.leaseMilliseconds),
    SettingPlace("log_format", \.logFormat),
  ]

  /// The names of all settings.
  static let names = (reloaded + left).map(\.name)
}

extension RobotServerConfiguration {
  /// Takes over what can change while the service runs.
  mutating func takeOver(from new: RobotServerConfiguration) {
    for setting in ConfigurationChanges.reloaded { setting.takeOver(new, &self) }
  }
}

/// Where a configuration has a setting of the file.
private struct SettingPlace: Sendable {
  let name: String
  let differs: @Sendable (RobotServerConfiguration, RobotServerConfiguration) -> Bool
  let takeOver: @Sendable (_ new: RobotServerConfiguration, inout RobotServerConfiguration) -> Void

  init<Value: Equatable & SendableMetatype>(
    _ name: String,
    _ path: any WritableKeyPath<RobotServerConfiguration, Value> & Sendable
  ) {
    self.name = name
    differs = { $0[keyPath: path] != $1[keyPath: path] }
    takeOver = { $1[keyPath: path] = $0[keyPath: path] }
  }
}
