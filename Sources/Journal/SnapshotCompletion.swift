/// What is left to do for a snapshot beside the loop: sync, read back, rename, clean up.
package struct SnapshotCompletion: Sendable {
  /// The batch that must be durable before `perform`.
  package let lastSequence: UInt64

  /// Makes the snapshot durable, proves it by reading it back, and removes what it replaces:
  /// snapshots before the two newest and segments that none of the two needs.
  package func perform() throws(JournalError) -> SnapshotSummary {
    preconditionFailure("surface")
  }
}

/// A snapshot that counts.
package struct SnapshotSummary: Sendable {
  /// Its file's name.
  package let file: String
  /// The batch after which it began; replay starts behind it.
  package let firstSequence: UInt64
  /// Records in it.
  package let recordCount: UInt64
  /// Length of the file.
  package let bytes: Int
  /// Names of the files that were removed.
  package let removed: [String]
}
