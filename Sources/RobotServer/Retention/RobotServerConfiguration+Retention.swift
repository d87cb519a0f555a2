import RobotEngine

extension RobotServerConfiguration {
  /// How long is kept what is over, as the engine takes it.
  var retention: RetentionPeriods {
    var periods = RetentionPeriods()
    periods.historyDays = historyDays
    periods.runDays = runDays
    periods.deletedDays = deletedDays
    return periods
  }
}
