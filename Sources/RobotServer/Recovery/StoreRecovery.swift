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
  private let codec = FactCodec()
  private var facts: [Fact] = []

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
    let number = try RobotServerError.onFailure { () throws(SystemError) in try Entropy.word() }
    var options = JournalOptions(
      origin: JournalOrigin(directoryID: number, clock: isClockSimulated ? .simulated : .real)
    )
    if HardwareChecksum.isAvailable { options.checksum = Checksum(HardwareChecksum.update) }
    self.options = options
  }

  /// Loads everything into the engine; returns the journal with its open end.
  mutating func load(into engine: Engine) throws(RobotServerError) -> RecoveredJournal {
    let start = Clock.monotonicNanoseconds()
    var recovery = try onFailure { () throws(JournalError) in
      try Recovery(storage, options)
    }
    while let entry = try next(in: &recovery) {
      try load(entry, into: engine)
    }
    let recovered = try finish(recovery)
    log.tell(
      recovered.report,
      milliseconds: (Clock.monotonicNanoseconds() - start) / 1_000_000
    )
    return recovered
  }

  private mutating func load(
    _ entry: RecoveredEntry,
    into engine: Engine
  ) throws(RobotServerError) {
    do throws(FactError) {
      let bytes = entry.bytes.span
      switch entry.kind {
      case .snapshotRecord: facts.append(try unsafe codec.decode(bytes.bytes))
      case .batch:
        let time = try unsafe codec.decodeBatch(bytes.bytes, into: &facts)
        engine.load(batchTime: time)
      }
    } catch {
      throw damaged(entry, "\(error)")
    }
    do throws(LoadError) {
      for fact in facts { try engine.load(fact) }
    } catch {
      throw damaged(entry, "\(error)")
    }
    facts.removeAll(keepingCapacity: true)
  }

  private func damaged(_ entry: RecoveredEntry, _ reason: String) -> RobotServerError {
    let place = entry.kind == .batch ? "batch" : "snapshot of batch"
    return RobotServerError(
      .damagedData,
      "\(directory): \(place) \(entry.sequence) is whole but cannot be understood: \(reason); "
        + "nothing was changed"
    )
  }

  private func next(
    in recovery: inout Recovery
  ) throws(RobotServerError) -> RecoveredEntry? {
    do throws(JournalError) {
      return try recovery.next()
    } catch {
      throw RobotServerError(recovering: directory, error)
    }
  }

  private func finish(_ recovery: consuming Recovery) throws(RobotServerError) -> RecoveredJournal {
    do throws(JournalError) {
      return try recovery.finish()
    } catch {
      throw RobotServerError(recovering: directory, error)
    }
  }

  private func onFailure<Result: ~Copyable>(
    _ body: () throws(JournalError) -> Result
  ) throws(RobotServerError) -> Result {
    do throws(JournalError) {
      return try body()
    } catch {
      throw RobotServerError(recovering: directory, error)
    }
  }
}
