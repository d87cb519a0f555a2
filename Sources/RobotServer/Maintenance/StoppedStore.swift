import Journal
import RobotEngine

/// A data directory that nobody serves, taken for this process while it is looked at.
struct StoppedStore {
  /// Where it is.
  let path: String
  let storage: any JournalStorage
  /// What is in it, file by file.
  let survey: Survey
  /// The journal's options for it.
  let options: JournalOptions
  private let directory: DataDirectory
  private let configuration: RobotServerConfiguration

  /// Takes a directory and looks through its files.
  ///
  /// - Throws: `configuration` where there is no such data directory, `inUse` where a service runs.
  init(_ configuration: RobotServerConfiguration) throws(RobotServerError) {
    path = configuration.dataDirectory
    directory = try DataDirectory(existing: path)
    storage = DirectoryStorage(path)
    var configuration = configuration
    let unknown = JournalOptions(hardwareFor: JournalOrigin(directoryID: 0, clock: .real))
    do throws(JournalError) {
      survey = try Survey(storage, unknown)
    } catch {
      throw RobotServerError(recovering: path, error)
    }
    let origin = survey.origin ?? unknown.origin
    if origin.clock == .simulated {
      configuration.clock = .simulated(startMilliseconds: nil)
    }
    self.configuration = configuration
    options = JournalOptions(hardwareFor: origin)
  }

  /// Reads the store as a start would, and gives what was read to `body`; changes nothing.
  ///
  /// - Returns: the torn tail that a start would cut, nil for a clean end.
  /// - Throws: what a start would refuse with, or what `body` throws.
  func read(
    _ body: (RecoveredEntry) throws(RobotServerError) -> Void
  ) throws(RobotServerError) -> RecoveryReport.TornTail? {
    var recovery = try RobotServerError.wrapping(journalAt: path) { () throws(JournalError) in
      try Recovery(storage, options)
    }
    while let entry = try next(in: &recovery) { try body(entry) }
    return recovery.tornTail
  }

  private func next(in recovery: inout Recovery) throws(RobotServerError) -> RecoveredEntry? {
    try RobotServerError.wrapping(journalAt: path) { () throws(JournalError) in
      try recovery.next()
    }
  }

  /// An engine into which the store can be loaded.
  func emptyEngine() throws(RobotServerError) -> Engine {
    try RecoveredStore.emptyEngine(configuration, log: Log(level: .error, format: .logfmt))
  }

  /// Loads the store as a start would, and proves that it fits together; changes nothing.
  ///
  /// - Returns: the engine that holds it, and the torn tail that a start would cut.
  func load() throws(RobotServerError) -> (engine: Engine, tornTail: RecoveryReport.TornTail?) {
    let engine = try emptyEngine()
    var loader = FactLoader(path, into: engine)
    let tornTail = try read { entry throws(RobotServerError) in try loader.load(entry) }
    try loader.finish()
    try finishLoading(engine)
    return (engine, tornTail)
  }

  /// Proves that what was loaded fits together.
  func finishLoading(_ engine: Engine) throws(RobotServerError) {
    do throws(LoadError) {
      try engine.finishLoading(at: engine.time)
    } catch {
      throw RobotServerError(.damagedData, "\(path): the store does not fit together: \(error)")
    }
  }
}
