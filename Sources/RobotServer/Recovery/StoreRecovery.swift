import Journal
import Linux
import RobotAPI
import RobotEngine
import RobotModel

/// Reads a data directory back into an engine, and opens its journal for what comes.
///
/// Facts carry whole records, so loading runs no rule: first the newest good snapshot, then every
/// batch behind the place where it was begun, in order.
struct StoreRecovery {
  private let directory: String
  private let storage: any JournalStorage
  private let options: JournalOptions
  private let log: Log

  /// Prepares to read the data directory at a path.
  init(
    _ directory: String,
    _ storage: any JournalStorage,
    isClockSimulated: Bool,
    log: Log
  ) throws(RobotServerError) {
    self.directory = directory
    self.storage = storage
    self.log = log
    let number = try RobotServerError.wrapping { () throws(SystemError) in try Entropy.word() }
    options = JournalOptions(
      hardwareFor: JournalOrigin(
        directoryID: number,
        clock: isClockSimulated ? .simulated : .real
      )
    )
  }

  /// Loads everything into the engine; returns the journal with its open end.
  func load(into engine: Engine) throws(RobotServerError) -> RecoveredJournal {
    let start = Clock.monotonicNanoseconds()
    var recovery = try RobotServerError.wrapping(journalAt: directory) { () throws(JournalError) in
      try Recovery(storage, options)
    }
    var loader = FactLoader(directory, into: engine)
    while let entry = try next(in: &recovery) { try loader.load(entry) }
    try loader.finish()
    let recovered = try finish(recovery)
    log.tell(
      recovered.report,
      milliseconds: (Clock.monotonicNanoseconds() - start) / 1_000_000
    )
    return recovered
  }

  private func next(
    in recovery: inout Recovery
  ) throws(RobotServerError) -> RecoveredEntry? {
    try RobotServerError.wrapping(journalAt: directory) { () throws(JournalError) in
      try recovery.next()
    }
  }

  private func finish(_ recovery: consuming Recovery) throws(RobotServerError) -> RecoveredJournal {
    do throws(JournalError) {
      return try recovery.finish()
    } catch {
      throw RobotServerError(recovering: directory, error)
    }
  }
}
