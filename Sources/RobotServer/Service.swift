import GRPC
import HTTP2
import Journal
import Linux
import RobotEngine

/// A running service: all its parts, on the one thread that owns them.
///
/// `Turn.swift` holds what one turn of the loop does and in which order, `Service+Start.swift`
/// what comes before the first turn, `Service+Stop.swift` what comes after the last.
final class Service {
  /// What the service is about.
  enum Phase: Equatable {
    /// Takes calls.
    case serving
    /// Takes no new calls and lets those in flight finish, until a monotonic time.
    case draining(untilNanoseconds: UInt64)
  }

  /// What the service was told; ``ConfigurationChanges`` has what may change while it runs.
  var configuration: RobotServerConfiguration
  /// What the service is about.
  var phase = Phase.serving
  /// The last turn has left something to do that nothing will wake the loop for.
  var hasWorkLeft = false

  /// Takes clients in; nil before the first turn and once the service drains.
  var acceptor: Acceptor?

  let log: Log
  let directory: DataDirectory
  let events: EventLoop
  let wishes: WishSource

  let access: AccessRules.Holder
  let gate: Gate
  let health: HealthService
  let methods: MethodTable
  let reflection: ReflectionService
  let connections: ConnectionTable

  let state: DurableEngine
  let sync: JournalSync
  let background: BackgroundWork
  let alarm: DueAlarm

  let workers: WorkerPool
  let watchers: RunWatchers
  let feed: ChangeFeed
  let ingest: IngestLane
  let files: FileStore
  let snapshots: SnapshotKeeper
  let eraser: Eraser
  let sweeper: Sweeper
  let memory: MemoryGuard
  let advancer: ClockAdvancer
  let vitalSigns: VitalSigns

  /// Puts the parts together around a store that was read back.
  init(
    _ configuration: RobotServerConfiguration,
    transportLimits: TransportLimits,
    log: Log,
    directory: DataDirectory,
    store: RecoveredStore,
    control: ServerControl,
    signals: SignalWatch?
  ) throws(SystemError) {
    self.configuration = configuration
    self.log = log
    self.directory = directory
    events = try EventLoop()
    wishes = try WishSource(control, signals, events: events)

    access = AccessRules.Holder(
      AccessRules(configuration, ownerID: Account.effectiveUserID)
    )
    gate = Gate(access: access)
    health = HealthService()
    methods = MethodTable(gate: gate)
    reflection = ReflectionService(of: methods)
    connections = ConnectionTable(
      events: events,
      transport: ServerTransport(methods: methods, limits: transportLimits)
    )

    state = DurableEngine(
      engine: store.engine,
      clock: store.clock,
      writer: store.writer,
      sync: configuration.sync,
      log: log
    )
    sync = try JournalSync(
      store.writer,
      configuration.sync,
      intervalMilliseconds: configuration.syncIntervalMilliseconds,
      events: events
    )
    background = try BackgroundWork(events: events)
    alarm = try DueAlarm(store.clock, events: events, log: log)

    workers = WorkerPool(
      state,
      leaseMilliseconds: configuration.leaseMilliseconds,
      log: log
    )
    watchers = RunWatchers(state)
    feed = ChangeFeed(state, configuration.sync)
    ingest = IngestLane(state)
    files = FileStore(state, background, dataDirectory: configuration.dataDirectory)
    snapshots = SnapshotKeeper(
      state,
      background,
      last: store.snapshot,
      intervalMilliseconds: configuration.snapshotIntervalMilliseconds,
      log: log
    )
    eraser = Eraser(state, snapshots, files, log: log)
    sweeper = Sweeper(state, snapshots)
    memory = MemoryGuard(state, log: log)
    advancer = ClockAdvancer(state, workers, sweeper)
    vitalSigns = VitalSigns(dataDirectory: configuration.dataDirectory)
    connect()
  }

  /// Tells the parts of one another.
  private func connect() {
    snapshots.onReplaced = { [unowned self] in feed.endPassed() }
    snapshots.keeping = { [unowned self] in JournalKeeping(configuration, at: state.clock.now) }
    background.onSegment = { [unowned self] in take($0) }
    wishes.onWish = { [unowned self] in fulfil($0) }
    state.onEffect = { [unowned self] in obey($0) }
    connections.onCutOff = { [unowned self] reason, peer in
      guard phase == .serving else { return }
      log.info(
        "connection cut off",
        ["reason": .text(reason), "uid": .init(peer.userID), "pid": .init(peer.processID)]
      )
    }
    registerMethods()
  }

  /// Takes the journal's next segment, or does without: one is then made when it is needed, whose
  /// syncs take longer.
  private func take(_ segment: Result<SpareSegment, StorageError>) {
    state.writer.install(segment)
    if case .failure(let error) = segment {
      log.warning("the journal's next segment was not prepared", ["error": .text("\(error)")])
    }
  }

  /// Does what the engine's change asks of the world; nothing of it is seen before it is durable.
  private func obey(_ effect: Effect) {
    switch effect {
    case .runChanged(let number):
      watchers.tell(of: number)
      advancer.note(number)
    }
  }
}
