import GRPC
import Linux

extension Service {
  /// Starts a service on its data directory and its socket, and serves until it is to end.
  ///
  /// Directory and socket are taken before anything is read, so that a second service is turned
  /// away at once; clients can connect when everything is there.
  static func run(
    _ configuration: RobotServerConfiguration,
    _ surroundings: Surroundings,
    control: ServerControl,
    signals: SignalWatch?,
    whenReady: () -> Void
  ) throws(RobotServerError) {
    let log = Log(level: configuration.logLevel, format: configuration.logFormat)
    log.info(
      "service starting",
      [
        "version": .text(Version.text), "pid": .init(CurrentProcess.processID),
        "data_directory": .text(configuration.dataDirectory),
      ]
    )
    let handedDown = try HandedDownSocket.take()
    let directory = try DataDirectory(configuration.dataDirectory)
    if let handedDown {
      let service = try prepare(configuration, surroundings, log, directory, control, signals)
      try service.serve(at: ListeningSocket(handedDown: handedDown), whenReady)
    } else {
      let place = try SocketPlace(
        path: configuration.socketPath,
        group: configuration.socketGroup
      )
      let service = try prepare(configuration, surroundings, log, directory, control, signals)
      try service.serve(at: place.listen(), whenReady)
    }
  }

  /// Reads the store back and puts the service together around it.
  private static func prepare(
    _ configuration: RobotServerConfiguration,
    _ surroundings: Surroundings,
    _ log: Log,
    _ directory: DataDirectory,
    _ control: ServerControl,
    _ signals: SignalWatch?
  ) throws(RobotServerError) -> Service {
    let storage = surroundings.storage(configuration.dataDirectory)
    try directory.refuseLost()
    let store = try RecoveredStore(configuration, storage, log: log)
    try directory.noteJournal()
    return try RobotServerError.wrapping { () throws(SystemError) in
      try Service(
        configuration,
        transportLimits: surroundings.transportLimits,
        log: log,
        directory: directory,
        store: store,
        control: control,
        signals: signals
      )
    }
  }

  private func serve(
    at socket: ListeningSocket,
    _ whenReady: () -> Void
  ) throws(RobotServerError) {
    do throws(RobotServerError) {
      try open(socket)
      whenReady()
      while !isDrained { try turn() }
      try finish()
    } catch {
      abandon()
      throw error
    }
  }

  private func open(_ socket: ListeningSocket) throws(RobotServerError) {
    // What loading has left to be said is durable before anybody can ask.
    state.makeRoom()
    state.commit()
    try sync.finish()
    files.sweep(log)
    eraser.begin()
    snapshots.keepReserve()
    let acceptor = Acceptor(socket, connections: connections, access: access, log: log)
    try RobotServerError.wrapping { () throws(SystemError) in try acceptor.open() }
    self.acceptor = acceptor
    if !state.writesChanges {
      log.warning("the journal takes no changes: only a stop keeps what comes after a snapshot")
    }
    warnOfUnknownAdministrators()
    setHealth(.serving)
    notifyManager { () throws(SystemError) in try ServiceManager.notifyReady() }
    log.info("service ready", ["socket": .text(socket.path ?? "handed down")])
  }

  /// Tells the service manager; that it cannot be told is no reason to do otherwise.
  func notifyManager(_ notice: () throws(SystemError) -> Void) {
    do throws(SystemError) {
      try notice()
    } catch {
      log.warning("the service manager was not told", ["error": .init(error)])
    }
  }
}
