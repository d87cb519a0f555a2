import Journal
import Linux
import RobotEngine
import RobotModel

/// A store that was read back and is ready to be served: the engine, its time, its journal.
struct RecoveredStore {
  let engine: Engine
  let clock: ServiceClock
  let writer: JournalWriter
  /// The snapshot that was loaded; nil where there was none.
  let snapshot: SnapshotKeeper.Last?

  /// Reads the data directory back, or begins an empty store in it.
  init(
    _ configuration: RobotServerConfiguration,
    _ storage: any JournalStorage,
    log: Log
  ) throws(RobotServerError) {
    let isSimulated = configuration.clock != .real
    let engine = try Self.emptyEngine(configuration, log: log)
    let recovery = try StoreRecovery(
      configuration.dataDirectory,
      storage,
      isClockSimulated: isSimulated,
      log: log
    )
    let recovered = try recovery.load(into: engine)
    let isEmpty = engine.time == .epoch
    let start = isEmpty ? Self.firstTime(configuration.clock) : engine.time
    let clock = ServiceClock(isSimulated: isSimulated, start: start)
    do throws(LoadError) {
      try engine.finishLoading(at: clock.now)
    } catch {
      throw RobotServerError(
        .damagedData,
        "\(configuration.dataDirectory): the store does not fit together: \(error)"
      )
    }
    if isSimulated, engine.time < clock.now { engine.setSimulatedTime(clock.now) }
    self.engine = engine
    self.clock = clock
    writer = recovered.writer
    snapshot = SnapshotKeeper.Last(recovered, in: configuration.dataDirectory)
  }

  /// An engine without anything in it, as the configuration asks for it.
  static func emptyEngine(
    _ configuration: RobotServerConfiguration,
    log: Log
  ) throws(RobotServerError) -> Engine {
    let zones = ZoneDirectory(log: log)
    return Engine(
      configuration: EngineConfiguration(
        zone: { zones.zone($0) },
        defaultZone: try defaultZone(configuration, zones, log: log),
        executors: configuration.executors,
        publicURL: configuration.publicURL ?? "",
        sources: configuration.sources,
        catchUpGraceMilliseconds: configuration.catchUpGraceMilliseconds,
        seed: try RobotServerError.wrapping { () throws(SystemError) in try Entropy.word() },
        isClockSimulated: configuration.clock != .real,
        retention: configuration.retention,
        exchangeRates: ExchangeRates.rates(of: configuration)
      )
    )
  }

  /// Where the time of an empty store begins.
  private static func firstTime(_ clock: RobotServerConfiguration.Clock) -> Instant {
    switch clock {
    case .real, .simulated(startMilliseconds: nil):
      Instant(millisecondsSinceEpoch: Clock.wallMilliseconds())
    case .simulated(let milliseconds?): Instant(millisecondsSinceEpoch: milliseconds)
    }
  }

  private static func defaultZone(
    _ configuration: RobotServerConfiguration,
    _ zones: ZoneDirectory,
    log: Log
  ) throws(RobotServerError) -> ZoneTable {
    if let name = configuration.timeZone {
      guard let zone = zones.zone(name) else {
        throw RobotServerError(
          .configuration,
          "time_zone: there is no zone \"\(name)\" in \(ZoneDirectory.standardPath); "
            + "is the package tzdata installed?"
        )
      }
      return zone
    }
    let name = ZoneDirectory.systemZoneName()
    guard let zone = zones.zone(name) else {
      log.warning("the system's time zone is not known: UTC is used", ["zone": .text(name)])
      return .utc
    }
    return zone
  }
}
