/// A snapshot in the making, fed by the owner between turns.
///
/// The state goes on changing meanwhile. That is sound because a record in a batch is a whole
/// record, not a change of one: who loads the snapshot and then replays the journal from where
/// the snapshot began ends with the exact state, whatever mixture of old and new was written.
package final class SnapshotWriter {
  /// Bytes written so far.
  package private(set) var writtenBytes = 0
  /// Records fed so far.
  package private(set) var recordCount: UInt64 = 0

  /// Adds one record; writes a block when one is full.
  ///
  /// - Parameter record: opaque bytes, at least one.
  package func append(_ record: [UInt8]) throws(StorageError) {
    preconditionFailure("surface")
  }

  /// A sync of what was written since the last one, due every few megabytes; nil when not due.
  ///
  /// Performed beside the loop it keeps the last sync, and with it the journal's, short.
  package func takeSync() -> SyncWork? { preconditionFailure("surface") }

  /// Ends feeding and gives the work that makes the snapshot count.
  ///
  /// - Parameter lastSequence: the last batch whose effect may be in the snapshot. The completion
  ///   must not be performed before that batch is durable.
  package func finish(lastSequence: UInt64) throws(StorageError) -> SnapshotCompletion {
    preconditionFailure("surface")
  }

  /// Gives up: removes the unfinished file.
  package func cancel() { preconditionFailure("surface") }
}
