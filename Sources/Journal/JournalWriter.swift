/// The end of the journal, where batches are appended.
///
/// A turn of the owner's loop uses it so:
///
/// ```
/// guard try writer.makeRoom() else { wait for the preparation under way }
/// while let command = next(), writer.hasRoom {
///   let mutations = engine.apply(command)
///   let sequence = try writer.append(encoded(mutations))
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
/// A failed write or sync is final: the kernel may have dropped the bytes while a second sync
/// would say that all is well. The writer then refuses everything and the owner ends the process.
package final class JournalWriter {
  /// The directory and clock this journal belongs to.
  package let origin: JournalOrigin
  /// Sequence number of the last appended batch, 0 before the first.
  package private(set) var lastSequence: UInt64
  /// Sequence number of the last batch known to be durable.
  package private(set) var durableSequence: UInt64
  /// Whether a write or sync failed, so that nothing may be appended any more.
  package private(set) var isStopped = false

  private let storage: any JournalStorage
  private let options: JournalOptions
  private var segment: PreparedSegment
  /// Where the buffer's first byte will lie in the segment.
  private var writtenBytes: Int
  /// Records that are not written yet.
  private var buffer: [UInt8] = []
  /// The last record's checksum.
  private var chain: UInt32
  /// Segments that were filled since the last flush and have yet to be synced.
  private var filled: [any JournalFile] = []
  private var next = NextSegment.missing

  /// What is known of the segment after the current one.
  private enum NextSegment {
    /// There is none and nobody makes one.
    case missing
    /// Its preparation was given out.
    case awaited
    /// It is there.
    case ready(PreparedSegment)
    /// It could not be made.
    case failed(StorageError)
  }

  /// Where to go on writing.
  struct Position {
    let segment: PreparedSegment
    let offset: Int
    let lastSequence: UInt64
    let chain: UInt32
    /// A segment that was prepared before the restart.
    let next: PreparedSegment?
  }

  /// A writer at the end of a journal, all of which is durable.
  init(
    _ storage: any JournalStorage,
    _ options: JournalOptions,
    origin: JournalOrigin,
    at position: Position
  ) {
    precondition(
      SegmentHeader.byteCount + Record.byteCount(payloadBytes: options.maximumBatchBytes)
        <= options.segmentBytes && options.segmentBytes <= JournalFormat.maximumSegmentBytes
        && options.maximumBatchBytes <= JournalFormat.maximumPayloadBytes,
      "a segment of \(options.segmentBytes) bytes cannot hold a batch of the largest size, "
        + "\(options.maximumBatchBytes)"
    )
    self.storage = storage
    self.options = options
    self.origin = origin
    segment = position.segment
    writtenBytes = position.offset
    lastSequence = position.lastSequence
    durableSequence = position.lastSequence
    chain = position.chain
    if let prepared = position.next {
      next = .ready(prepared)
    }
  }

  /// Whether a batch of any allowed size can be appended without asking the disk for room.
  package var hasRoom: Bool {
    if case .ready = next { return true }
    return fits(payloadBytes: options.maximumBatchBytes)
  }

  /// Asks for `hasRoom` before anything changes.
  ///
  /// - Returns: false while the next segment is being prepared; the turn then changes nothing.
  /// - Throws: `storage` when the preparation failed, `isDiskFull` for want of room. Nothing has
  ///   changed and reading goes on; the refusal also makes `takePreparation` try once more.
  package func makeRoom() throws(JournalError) -> Bool {
    if isStopped { throw .stopped }
    if hasRoom { return true }
    if case .failed(let error) = next {
      next = .missing
      throw .storage(error)
    }
    return false
  }

  /// The preparation of the next segment, to be performed beside the loop; nil when none is due.
  package func takePreparation() -> SegmentPreparation? {
    guard case .missing = next, !isStopped else { return nil }
    next = .awaited
    return SegmentPreparation(
      storage,
      number: segment.number + 1,
      byteCount: options.segmentBytes
    )
  }

  /// Takes a finished preparation, or learns that it failed.
  package func install(_ result: Result<PreparedSegment, StorageError>) {
    guard case .awaited = next else {
      preconditionFailure("a segment is installed that was not asked for")
    }
    switch result {
    case .success(let prepared): next = .ready(prepared)
    case .failure(let error): next = .failed(error)
    }
  }

  /// Puts one batch into the turn's buffer; `hasRoom` must hold.
  ///
  /// - Parameter payload: opaque bytes, at least one.
  /// - Returns: its sequence number.
  /// - Throws: `batchTooLarge`, after which the state is ahead of the journal and the owner must
  ///   end the process, as after any other error of this call.
  package func append(_ payload: [UInt8]) throws(JournalError) -> UInt64 {
    if isStopped { throw .stopped }
    precondition(!payload.isEmpty, "an empty batch")
    if payload.count > options.maximumBatchBytes {
      isStopped = true
      throw .batchTooLarge(bytes: payload.count, limit: options.maximumBatchBytes)
    }
    if !fits(payloadBytes: payload.count) {
      try turnOver()
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
    if buffer.isEmpty && filled.isEmpty { return nil }
    try writeBuffer()
    let work = SyncWork(files: filled + [segment.file], sequence: lastSequence)
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

  /// Begins a snapshot of the state after `lastSequence`.
  ///
  /// - Throws: `storage` when its file cannot be made; nothing else is changed by that.
  package func beginSnapshot() throws(JournalError) -> SnapshotWriter {
    try SnapshotWriter(storage, options, origin: origin, after: lastSequence)
  }

  private func fits(payloadBytes: Int) -> Bool {
    let end = writtenBytes + buffer.count
    return end + Record.byteCount(payloadBytes: payloadBytes) <= segment.byteCount
  }

  /// Writes what the full segment still has to get and begins the next one.
  private func turnOver() throws(JournalError) {
    guard case .ready(let prepared) = next else {
      preconditionFailure("a batch is appended without room for it")
    }
    try writeBuffer()
    filled.append(segment.file)
    segment = prepared
    next = .missing
    writtenBytes = 0
    SegmentHeader(
      origin: origin,
      fileBytes: segment.byteCount,
      number: segment.number,
      firstSequence: lastSequence + 1,
      durableSequence: durableSequence,
      previousChecksum: chain
    ).encode(into: &buffer, options.checksum)
  }

  private func writeBuffer() throws(JournalError) {
    do throws(StorageError) {
      try segment.file.write(buffer.span, at: writtenBytes)
    } catch {
      isStopped = true
      throw .storage(error)
    }
    writtenBytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
