/// What recovery found, for the log.
package struct RecoveryReport: Sendable, Equatable {
  /// A tail that a crash left half written; nothing in it was ever acknowledged.
  package struct TornTail: Sendable, Equatable {
    /// The segment's file name.
    package let file: String
    /// Where the last whole batch ends and the cut was made.
    package let offset: Int
    /// Bytes that were not zero behind the cut, later segments included.
    package let strayBytes: Int
  }

  /// A snapshot that could not be used.
  package struct RejectedSnapshot: Sendable, Equatable {
    /// Its file's name; the file is kept under this name with `.damaged` behind it.
    package let file: String
    /// Why it was rejected.
    package let reason: String
  }

  /// The file of the snapshot that was loaded, nil when there was none.
  package let snapshot: String?
  /// Newer snapshots that could not be used.
  package let rejectedSnapshots: [RejectedSnapshot]
  /// Records loaded from the snapshot.
  package internal(set) var snapshotRecords: UInt64 = 0
  /// Batches replayed behind the snapshot.
  package internal(set) var batches: UInt64 = 0
  /// The torn tail that was cut, nil when the journal ended cleanly.
  package internal(set) var tornTail: TornTail?

  init(snapshot: String?, rejectedSnapshots: [RejectedSnapshot]) {
    self.snapshot = snapshot
    self.rejectedSnapshots = rejectedSnapshots
  }
}
