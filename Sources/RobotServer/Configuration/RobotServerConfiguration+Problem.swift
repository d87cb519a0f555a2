extension RobotServerConfiguration {
  /// The first setting that cannot be used: its name, its value and what would be right; nil if all
  /// is well.
  ///
  /// The file is judged by the same checks as it is read, with the place of each mistake. Paths,
  /// the group and the zone are looked at when the service starts, since they are of the machine.
  var problem: String? {
    let problems: [String?] = [
      pathProblem,
      millisecondsProblem,
      daysProblem,
      bytesProblem,
      userProblem,
      ExecutorCheck.problem(of: self),
      ExchangeRates.problem(of: self),
      SourceCheck.problem(of: self),
      publicURL.flatMap(PublicURLCheck.problem(of:)).map { "publicURL: \($0)" },
    ]
    return problems.lazy.compactMap(\.self).first
  }

  private var pathProblem: String? {
    for (name, path) in [("socketPath", socketPath), ("dataDirectory", dataDirectory)]
    where path.isEmpty { return "\(name): expected a path, found \"\"" }
    return nil
  }

  private var millisecondsProblem: String? {
    for (name, value, range) in [
      ("leaseMilliseconds", leaseMilliseconds, SettingRange.leaseMilliseconds),
      ("drainMilliseconds", drainMilliseconds, SettingRange.drainMilliseconds),
      ("catchUpGraceMilliseconds", catchUpGraceMilliseconds, SettingRange.catchUpGraceMilliseconds),
      ("syncIntervalMilliseconds", syncIntervalMilliseconds, SettingRange.syncIntervalMilliseconds),
      (
        "snapshotIntervalMilliseconds", snapshotIntervalMilliseconds,
        SettingRange.snapshotIntervalMilliseconds
      ),
    ] where !range.contains(value) {
      return "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)"
    }
    return nil
  }

  private var daysProblem: String? {
    for (name, value, range) in [
      ("historyDays", historyDays, SettingRange.keptDays),
      ("runDays", runDays, SettingRange.keptDays),
      ("deletedDays", deletedDays, SettingRange.passingDays),
      ("changeFeedDays", changeFeedDays, SettingRange.passingDays),
    ] where !range.contains(value) {
      return "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)"
    }
    return nil
  }

  private var bytesProblem: String? {
    for (name, value, range) in [
      ("changeFeedBytes", changeFeedBytes, SettingRange.changeFeedBytes),
      ("memoryLimitBytes", memoryLimitBytes ?? .max, SettingRange.memoryLimitBytes),
    ] where !range.contains(value) {
      return "\(name): expected at least \(range.lowerBound), found \(value)"
    }
    return nil
  }

  private var userProblem: String? {
    for (uid, user) in users.sorted(by: { $0.key < $1.key }) {
      if let problem = AccessRules.problem(ofUser: user) { return "users: \(problem)" }
      if user.isEmpty { return "users: expected the id of a user for uid \(uid), found \"\"" }
    }
    return nil
  }
}
