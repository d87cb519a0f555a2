import Journal
import Linux
import RobotAPI
import RobotEngine
import RobotModel

// Reading a store back on two threads
//
//     journal ── entries ──► second thread: decode ── facts ──► this thread: engine
//        ▲                                                              │
//        └────────────────── the next entries, meanwhile ◄──────────────┘
//
// Turning stored bytes into facts takes about as long as building the tables from them. So the
// entries are collected into pieces, and while the engine takes in one piece a second thread
// decodes the next ones. Everything goes to the engine in its order. A store of one piece needs no
// thread.

/// Loads what a journal and its snapshots hold into an engine, in their order.
///
/// Give it every entry, then ``finish()``.
struct FactLoader: ~Copyable {
  private let directory: String
  private let engine: Engine
  /// What is being collected.
  private var piece = EncodedEntries()
  /// What is being decoded, in its order.
  private var pieces: [EncodedEntries] = []
  /// What was taken in, to be let go of by the second thread.
  private var spent: [FactList] = []
  private var helper: Helper<DecodingJob, DecodedEntries>?

  /// Large enough that a hand-over does not count, small enough to stay near the processor.
  private static let pieceByteCount = 128 * 1024
  /// One that waits, beside the one that is being decoded and the one that is being taken in.
  private static let pieceLimit = 3

  /// A loader of what the data directory at a path holds.
  init(_ directory: String, into engine: Engine) {
    self.directory = directory
    self.engine = engine
  }

  /// Ends the second thread where reading stopped at damage.
  deinit {
    do throws(SystemError) {
      try helper?.stop()
    } catch {
      preconditionFailure("the second thread cannot be ended: \(error)")
    }
  }

  /// Loads one record of a snapshot or one batch, sooner or later.
  ///
  /// - Throws: `damagedData` when the bytes of this or of an earlier one are whole but cannot be
  ///   understood.
  mutating func load(_ entry: RecoveredEntry) throws(RobotServerError) {
    piece.append(entry)
    if piece.byteCount < Self.pieceByteCount { return }
    try hand()
    while pieces.count >= Self.pieceLimit { try takeOutcomes() }
  }

  /// Loads what is left.
  ///
  /// - Throws: `damagedData` as ``load(_:)`` does.
  mutating func finish() throws(RobotServerError) {
    while !pieces.isEmpty { try takeOutcomes() }
    try take(piece.decoded(), of: piece)
    piece = EncodedEntries()
  }

  private mutating func hand() throws(RobotServerError) {
    let job = DecodingJob(encoded: piece, spent: spent)
    spent = []
    pieces.append(piece)
    piece = EncodedEntries()
    let helper = try startedHelper()
    try RobotServerError.wrapping { () throws(SystemError) in try helper.hand(job) }
  }

  private mutating func startedHelper() throws(RobotServerError) -> Helper<
    DecodingJob, DecodedEntries
  > {
    if let helper { return helper }
    let started = try RobotServerError.wrapping { () throws(SystemError) in
      try Helper<DecodingJob, DecodedEntries>(name: "robotd-decode") { job, _ in
        job.encoded.decoded()
      }
    }
    helper = started
    return started
  }

  /// Waits until something was decoded, and takes it in.
  private mutating func takeOutcomes() throws(RobotServerError) {
    guard let helper else { preconditionFailure("a piece is decoded by the helper") }
    let outcomes = try RobotServerError.wrapping { () throws(SystemError) in
      _ = try Poll.wait(
        helper.outcomesReady.descriptor,
        for: .readable,
        timeoutMilliseconds: nil
      )
      return try helper.takeOutcomes()
    }
    for outcome in outcomes {
      try take(outcome, of: pieces.removeFirst())
      spent.append(outcome.facts)
    }
  }

  private func take(
    _ decoded: DecodedEntries,
    of encoded: EncodedEntries
  ) throws(RobotServerError) {
    var place = Engine.ListPlace()
    for (entry, end) in zip(encoded.entries, decoded.ends) {
      do throws(LoadError) {
        while place.count < end { try engine.load(next: &place, of: decoded.facts) }
      } catch {
        throw damaged(entry, "\(error)")
      }
    }
    if let failure = decoded.failure {
      throw damaged(encoded.entries[decoded.ends.count], "\(failure)")
    }
  }

  private func damaged(
    _ entry: EncodedEntries.Entry,
    _ reason: String
  ) -> RobotServerError {
    let place = entry.kind == .batch ? "batch" : "snapshot of batch"
    return RobotServerError(
      .damagedData,
      "\(directory): \(place) \(entry.sequence) is whole but cannot be understood: \(reason); "
        + "nothing was changed"
    )
  }
}

/// A piece to be decoded.
private struct DecodingJob: Sendable {
  let encoded: EncodedEntries
  /// Goes with the job, and so away on the second thread.
  let spent: [FactList]
}
