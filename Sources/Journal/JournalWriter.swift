/// The end of the journal, where batches are appended.
///
/// A turn of the owner's loop uses it so:
///
/// ```
/// try writer.makeRoom()                     // before anything changes; may refuse: disk full
/// while let command = next(), writer.hasRoom {
///   let mutations = engine.apply(command)
///   let sequence = try writer.append(encoded(mutations))
///   answerLater(sequence)
/// }
/// if let work = try writer.flush() {        // one write for the turn
///   helper.perform(work)                    // one sync beside the loop
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

  init(origin: JournalOrigin, lastSequence: UInt64) {
    self.origin = origin
    self.lastSequence = lastSequence
    durableSequence = lastSequence
  }

  /// Whether a batch of any allowed size can be appended without asking the disk for room.
  package var hasRoom: Bool { preconditionFailure("surface") }

  /// Makes sure that `hasRoom` holds, by preparing the next segment here and now if need be.
  ///
  /// - Throws: `storage` when there is no room; nothing has changed and reading goes on.
  package func makeRoom() throws(JournalError) { preconditionFailure("surface") }

  /// The preparation of the next segment, to be performed beside the loop; nil when none is due.
  ///
  /// To be asked after each `flush`. The result goes to `install`.
  package func takePreparation() -> SegmentPreparation? { preconditionFailure("surface") }

  /// Takes a finished preparation, or learns that it failed and that another may be tried.
  package func install(_ prepared: Result<PreparedSegment, StorageError>) {
    preconditionFailure("surface")
  }

  /// Puts one batch into the turn's buffer.
  ///
  /// - Parameter payload: opaque bytes, at least one.
  /// - Returns: its sequence number.
  package func append(_ payload: [UInt8]) throws(JournalError) -> UInt64 {
    preconditionFailure("surface")
  }

  /// Writes the turn's buffer; nil when nothing was appended.
  package func flush() throws(JournalError) -> SyncWork? { preconditionFailure("surface") }

  /// Learns that a sync succeeded.
  package func markDurable(upTo sequence: UInt64) { preconditionFailure("surface") }

  /// Learns that a sync failed: nothing is appended from now on.
  package func stop() { preconditionFailure("surface") }

  /// Begins a snapshot of the state after `lastSequence`; nothing may be unflushed.
  package func beginSnapshot() throws(JournalError) -> SnapshotWriter {
    preconditionFailure("surface")
  }
}
