/// The end of the journal, where batches are appended.
///
/// A turn of the owner's loop uses it so:
///
/// ```
/// try writer.makeRoom()                     // before anything changes; may refuse: disk full
/// while let command = next(), writer.hasRoom {
///   let facts = engine.perform(command, at: now)
///   let sequence = try writer.append(encoded(facts))
///   answerLater(sequence)
/// }
/// if let work = try writer.flush() {        // one write for the turn
///   helper.perform(work)                    // one sync beside the loop
/// }
/// if let preparation = writer.takePreparation() {
///   helper.perform(preparation)             // its result comes back by `install`
/// }
/// ...
/// writer.markDurable(upTo: work.sequence)   // answers up to here may go out
/// ```
///
/// A spare segment is always kept, so that there is room before a command is applied. The best
/// spare is one that the helper has filled with zeroes; where that is not ready in time, one with
/// only its room reserved is made on the spot, which takes one sync and makes later ones slower.
///
/// A failed write or sync is final: the kernel may have dropped the bytes while a second sync
/// would say that all is well. The writer then refuses everything and the owner ends the process.
package final class JournalWriter {
  /// The directory and clock this journal belongs to.
  package let origin: JournalOrigin
  /// Sequence number of the last appended batch, 0 before the first.
  package private(set) var lastSequence: UInt64
  /// Sequence number of the last batch known to be durable.
  package private(set) var durableSequence: UInt64
  /// Sequence number of the last batch that was written, durable or not.
  package private(set) var writtenSequence: UInt64
  /// The number of the oldest batch that is kept, and of the next one where none is.
  package internal(set) var oldestSequence: UInt64
  /// Whether a write or sync failed, so that nothing may be appended any more.
  package private(set) var isStopped = false

  /// The directory's files.
  package let storage: any JournalStorage
  let options: JournalOptions
  private(set) var segment: OpenSegment
  /// Where the buffer's first byte will lie in the segment.
  private(set) var writtenBytes: Int
  /// Records that are not written yet.
  private var buffer: [UInt8] = []
  /// The last record's checksum.
  private(set) var chain: UInt32
  /// Segments that were filled since the last flush and have yet to be synced.
  private var filled: [any JournalFile] = []

  private var zeroedSpare: SpareSegment?
  private var reservedSpare: SpareSegment?
  private var preparation = Preparation.due

  /// What is done about a zeroed spare.
  private enum Preparation {
    case due
    case underWay
    /// It is there, or it failed and is not tried again before the next segment is begun.
    case done
  }

  /// The segment being written.
  struct OpenSegment {
    let number: UInt64
    let file: any JournalFile
    let byteCount: Int
  }

  /// A writer at the end of a journal, all of which is durable.
  ///
  /// - Parameters:
  ///   - segment: the last segment.
  ///   - offset: where its last record ends.
  ///   - oldestSequence: the number with which the oldest segment begins.
  ///   - lastSequence: the last batch's number.
  ///   - chain: the last record's checksum.
  init(
    _ storage: any JournalStorage,
    _ options: JournalOptions,
    origin: JournalOrigin,
    segment: OpenSegment,
    offset: Int,
    oldestSequence: UInt64,
    lastSequence: UInt64,
    chain: UInt32
  ) {
    self.storage = storage
    self.options = options
    self.origin = origin
    self.segment = segment
    writtenBytes = offset
    self.oldestSequence = oldestSequence
    self.lastSequence = lastSequence
    durableSequence = lastSequence
    writtenSequence = lastSequence
    self.chain = chain
  }

  /// Whether a spare segment is there, so that a batch can be appended whatever the disk says.
  package var hasRoom: Bool { zeroedSpare != nil || reservedSpare != nil }

  /// Makes sure of `hasRoom` before anything changes.
  ///
  /// - Throws: `storage` when the disk gives no room; nothing has changed, reading may go on, and
  ///   the next call tries again. `stopped` after a failed write or sync.
  package func makeRoom() throws(JournalError) {
    if isStopped { throw .stopped }
    if hasRoom { return }
    reservedSpare = try JournalError.wrapping { () throws(StorageError) in
      try SpareSegment.reserve(
        FileName.reservedSpare,
        byteCount: options.segmentBytes,
        in: storage
      )
    }
  }

  /// The preparation of a zeroed spare, to be performed beside the loop; nil when none is due.
  package func takePreparation() -> SegmentPreparation? {
    guard case .due = preparation, !isStopped else { return nil }
    preparation = .underWay
    return SegmentPreparation(storage, FileName.zeroedSpare, byteCount: options.segmentBytes)
  }

  /// Takes a finished preparation, or learns that it failed.
  package func install(_ result: Result<SpareSegment, StorageError>) {
    guard case .underWay = preparation else {
      preconditionFailure("a segment is installed that was not asked for")
    }
    preparation = .done
    zeroedSpare = try? result.get()
  }

  /// Puts one batch into the turn's buffer.
  ///
  /// One that is larger than a segment gets a segment of its own, made on the spot.
  ///
  /// - Parameter payload: opaque bytes, at least one.
  /// - Returns: its sequence number.
  /// - Throws: any error means that the state is ahead of the journal and that the owner must end
  ///   the process.
  package func append(_ payload: [UInt8]) throws(JournalError) -> UInt64 {
    if isStopped { throw .stopped }
    precondition(!payload.isEmpty, "an empty batch")
    if payload.count > options.maximumBatchBytes {
      isStopped = true
      throw .batchTooLarge(bytes: payload.count, limit: options.maximumBatchBytes)
    }
    let byteCount = Record.byteCount(payloadBytes: payload.count)
    if writtenBytes + buffer.count + byteCount > segment.byteCount {
      try stoppingOnFailure { () throws(StorageError) in
        try turnOver(toFit: SegmentHeader.byteCount + byteCount)
      }
    }
    lastSequence += 1
    chain = Record.encode(
      payload,
      sequence: lastSequence,
      lag: UInt32(lastSequence - durableSequence),
      previous: chain,
      into: &buffer,
      at: writtenBytes,
      options.checksum
    )
    return lastSequence
  }

  /// Writes the turn's buffer; nil when nothing was appended since the last time.
  package func flush() throws(JournalError) -> SyncWork? {
    if isStopped { throw .stopped }
    if buffer.isEmpty { return nil }
    try stoppingOnFailure(writeBuffer)
    writtenSequence = lastSequence
    // A segment that was begun has got its name since the last sync.
    let work = SyncWork(
      files: filled + [segment.file],
      directory: filled.isEmpty ? nil : storage,
      sequence: lastSequence
    )
    filled.removeAll(keepingCapacity: true)
    return work
  }

  /// Learns that a sync succeeded.
  package func markDurable(upTo sequence: UInt64) {
    precondition(sequence <= lastSequence, "a batch is durable that was not appended")
    durableSequence = max(durableSequence, sequence)
  }

  /// Learns that a sync failed: nothing is appended from now on.
  package func stop() {
    isStopped = true
  }

  /// Where the next record will lie in the segment.
  var endOffset: Int { writtenBytes + buffer.count }

  /// Begins the next segment now, so that the present one can be removed once a snapshot replaces
  /// it.
  ///
  /// Only a batch appended to it makes the new segment count: append one before the snapshot.
  /// - Throws: any error means that the owner must end the process.
  package func beginSegment() throws(JournalError) {
    if isStopped { throw .stopped }
    try stoppingOnFailure { () throws(StorageError) in
      try turnOver(toFit: SegmentHeader.byteCount)
    }
  }

  /// Begins a snapshot of the state after `lastSequence`.
  ///
  /// - Throws: `storage` when its file cannot be made; nothing else is changed by that.
  package func beginSnapshot() throws(JournalError) -> SnapshotWriter {
    try SnapshotWriter(storage, options, origin: origin, after: lastSequence)
  }

  /// Writes what the full segment still has to get and begins the next one.
  private func turnOver(toFit byteCount: Int) throws(StorageError) {
    try writeBuffer()
    filled.append(segment.file)
    let spare = try takeSpare(toFit: byteCount)
    let number = segment.number + 1
    let name = FileName.segment(number)
    try storage.rename(spare.name, to: name)
    segment = OpenSegment(
      number: number,
      file: try storage.open(name),
      byteCount: spare.byteCount
    )
    writtenBytes = 0
    SegmentHeader(
      origin: origin,
      fileBytes: segment.byteCount,
      number: number,
      firstSequence: lastSequence + 1,
      durableSequence: durableSequence,
      previousChecksum: chain
    ).encode(into: &buffer, options.checksum)
  }

  private func takeSpare(toFit byteCount: Int) throws(StorageError) -> SpareSegment {
    if let spare = zeroedSpare, spare.byteCount >= byteCount {
      zeroedSpare = nil
      preparation = .due
      return spare
    }
    if let spare = reservedSpare, spare.byteCount >= byteCount {
      reservedSpare = nil
      if case .done = preparation { preparation = .due }
      return spare
    }
    return try SpareSegment.reserve(
      FileName.largeSpare,
      byteCount: max(byteCount, options.segmentBytes),
      in: storage
    )
  }

  private func writeBuffer() throws(StorageError) {
    // Taken out while it is lent, put back for its capacity.
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    try segment.file.write(bytes.span, at: writtenBytes)
    writtenBytes += bytes.count
    bytes.removeAll(keepingCapacity: true)
    swap(&bytes, &buffer)
  }

  private func stoppingOnFailure(
    _ body: () throws(StorageError) -> Void
  ) throws(JournalError) {
    do throws(StorageError) {
      try body()
    } catch {
      isStopped = true
      throw .storage(error)
    }
  }
}
