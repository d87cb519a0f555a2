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
  /// The bytes as they were appended; the slice's indices do not start at 0.
  package let bytes: ArraySlice<UInt8>
}

/// A journal that was read to its end.
package struct RecoveredJournal {
  /// The open end.
  package let writer: JournalWriter
  /// What was found.
  package let report: RecoveryReport
}
