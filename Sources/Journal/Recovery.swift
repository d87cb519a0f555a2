/// Reads a data directory back: the newest good snapshot, then every batch behind it.
///
/// ```
/// var recovery = try Recovery(storage, options)
/// while let entry = try recovery.next() {
///   engine.load(decodedFacts(entry.bytes))    // of a snapshot's record as of a batch
/// }
/// let recovered = try recovery.finish()
/// ```
///
/// Only `finish` gives a writer, and only after everything was read: what was not understood
/// cannot be overwritten. Nothing in the directory is changed before that.
package struct Recovery: ~Copyable {
  /// The directory and clock of what was found, or of the options when there was nothing.
  package let origin: JournalOrigin

  private let storage: any JournalStorage
  private let options: JournalOptions
  private var snapshot: SnapshotReader?
  private var journal: JournalReader?
  private var report: RecoveryReport
  private var isRead = false

  /// Looks through the directory and proves the snapshot it will load.
  ///
  /// - Throws: `damaged` when what is needed is missing or not what was written, `foreignFile`
  ///   when the clock is not the one of the options.
  package init(
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) {
    let choice = try SnapshotChoice(in: storage, options.checksum)
    let segments = try SegmentFile.all(in: storage, options)
    let firstNeeded = (choice.snapshot?.header.firstSequence ?? 0) + 1
    let lastNeeded = choice.snapshot?.footer.lastSequence ?? 0
    if segments.isEmpty {
      if let rejected = choice.firstRejection { throw rejected }
      if let snapshot = choice.snapshot {
        throw .damaged(
          JournalDamage(
            file: snapshot.name,
            offset: 0,
            record: firstNeeded,
            reason: "there is no journal to continue the snapshot"
          )
        )
      }
    } else {
      do throws(JournalError) {
        journal = try JournalReader(
          storage,
          segments,
          from: firstNeeded,
          durableFloor: lastNeeded,
          options.checksum
        )
      } catch {
        // Without the snapshot that was rejected more of the journal is needed than there is:
        // then the snapshot is what should be told of.
        throw choice.firstRejection ?? error
      }
    }
    origin = try Recovery.commonOrigin(of: segments, choice.snapshot, options)
    self.storage = storage
    self.options = options
    snapshot = choice.snapshot
    report = RecoveryReport(
      snapshot: choice.snapshot?.name,
      rejectedSnapshots: choice.rejected
    )
  }

  /// The next record or batch; nil at the end.
  package mutating func next() throws(JournalError) -> RecoveredEntry? {
    if let record = try snapshot?.next() {
      report.snapshotRecords += 1
      return RecoveredEntry(
        kind: .snapshotRecord,
        sequence: snapshot?.header.firstSequence ?? 0,
        bytes: record
      )
    }
    snapshot = nil
    if let entry = try journal?.next() {
      report.batches += 1
      return entry
    }
    isRead = true
    return nil
  }

  /// The torn tail that `finish` would cut; to be asked after `next` has given nil.
  package var tornTail: RecoveryReport.TornTail? { journal?.end?.tornTail }

  /// Cuts a torn tail, syncs what was read and opens the journal for appending.
  ///
  /// May be called only after `next` has given nil.
  package consuming func finish() throws(JournalError) -> RecoveredJournal {
    precondition(isRead, "a journal is continued before it was read to its end")
    let tidying = Tidying(storage, options, origin: origin)
    try tidying.removeUnfinished()
    try tidying.setAside(report.rejectedSnapshots.map(\.file))
    let writer: JournalWriter
    if let journal, let end = journal.end {
      report.tornTail = end.tornTail
      writer = try tidying.continueJournal(journal, at: end)
    } else {
      writer = try tidying.createFirstSegment()
    }
    return RecoveredJournal(writer: writer, report: report)
  }

  /// The origin that all files share, which must have the clock of the options.
  private static func commonOrigin(
    of segments: [SegmentFile],
    _ snapshot: SnapshotReader?,
    _ options: JournalOptions
  ) throws(JournalError) -> JournalOrigin {
    var common: JournalOrigin?
    var found: [(file: String, origin: JournalOrigin)] = []
    for segment in segments {
      if let header = segment.validHeader { found.append((segment.name, header.origin)) }
    }
    if let snapshot { found.append((snapshot.name, snapshot.header.origin)) }
    for (file, origin) in found {
      let expected =
        common ?? JournalOrigin(directoryID: origin.directoryID, clock: options.origin.clock)
      if origin != expected {
        throw .foreignFile(file: file, found: origin, expected: expected)
      }
      common = expected
    }
    return common ?? options.origin
  }
}
