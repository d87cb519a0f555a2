/// Reads a data directory back: the newest good snapshot, then every batch behind it.
///
/// ```
/// var recovery = try Recovery(storage, options)
/// while let entry = try recovery.next() {
///   switch entry.kind {
///   case .snapshotRecord: engine.load(decoded(entry.bytes))
///   case .batch: engine.replay(decoded(entry.bytes))
///   }
/// }
/// let (writer, report) = try recovery.finish()
/// ```
///
/// Only `finish` gives a writer, and only after everything was read: what was not understood
/// cannot be overwritten.
package struct Recovery: ~Copyable {
  /// The directory and clock of what was found, or of the options when there was nothing.
  package let origin: JournalOrigin

  /// Looks through the directory and proves the snapshot it will load.
  package init(
    _ storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) {
    preconditionFailure("surface")
  }

  /// The next record or batch; nil at the end.
  package mutating func next() throws(JournalError) -> RecoveredEntry? {
    preconditionFailure("surface")
  }

  /// Cuts a torn tail, syncs what was read and opens the journal for appending.
  package consuming func finish() throws(JournalError) -> RecoveredJournal {
    preconditionFailure("surface")
  }
}

/// One thing to load or replay.
package struct RecoveredEntry {
  /// What the bytes are.
  package enum Kind: Sendable {
    /// A record fed to `SnapshotWriter.append`.
    case snapshotRecord
    /// A batch given to `JournalWriter.append`.
    case batch
  }

  /// What the bytes are.
  package let kind: Kind
  /// The batch's sequence number; for a snapshot's record the one the snapshot began behind.
  package let sequence: UInt64
  /// The bytes as they were appended. The slice's indices do not start at 0.
  package let bytes: ArraySlice<UInt8>
}

/// A journal that was read to its end.
package struct RecoveredJournal {
  /// The open end.
  package let writer: JournalWriter
  /// What was found.
  package let report: RecoveryReport
}
