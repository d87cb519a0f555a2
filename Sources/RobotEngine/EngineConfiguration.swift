package import RobotModel

/// What an engine is told at its making and cannot find out by itself.
package struct EngineConfiguration {
  /// Finds a zone of the system's time zone data; nil for a name that it does not have.
  package var zone: (String) -> ZoneTable?
  /// Where neither the robot nor the item names one (S-24).
  package var defaultZone: ZoneTable
  /// The worker queue of each robot type that the store does not perform itself (S-26).
  package var executors: [String: String]
  /// Where the world reaches the service's gateway; empty while nobody has said it.
  package var publicURL: String
  /// The sources whose items wait after a start until the source has caught up (S-25).
  package var sources: [String]
  /// How long they wait at most; zero for not at all.
  package var catchUpGraceMilliseconds: Int64
  /// Seeds what is random: the jitter of back-off.
  package var seed: UInt64
  /// The clock moves only by AdvanceClock (S-34).
  package var isClockSimulated: Bool
  /// How long is kept what is over (S-36).
  package var retention: RetentionPeriods
  /// What one unit of each currency is worth, in units of any one of them (S-6).
  package var exchangeRates: [CurrencyCode: DecimalNumber]

  /// Describes an engine in UTC whose store performs every robot.
  package init(
    zone: @escaping (String) -> ZoneTable? = { $0 == "UTC" ? .utc : nil },
    defaultZone: ZoneTable = .utc,
    executors: [String: String] = [:],
    publicURL: String = "",
    sources: [String] = [],
    catchUpGraceMilliseconds: Int64 = 0,
    seed: UInt64 = 0,
    isClockSimulated: Bool = false,
    retention: RetentionPeriods = RetentionPeriods(),
    exchangeRates: [CurrencyCode: DecimalNumber] = [:]
  ) {
    self.zone = zone
    self.defaultZone = defaultZone
    self.executors = executors
    self.publicURL = publicURL
    self.sources = sources
    self.catchUpGraceMilliseconds = catchUpGraceMilliseconds
    self.seed = seed
    self.isClockSimulated = isClockSimulated
    self.retention = retention
    self.exchangeRates = exchangeRates
  }
}
