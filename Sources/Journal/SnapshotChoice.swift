/// The newest snapshot that proves good, and those that did not.
struct SnapshotChoice {
  let snapshot: SnapshotReader?
  /// Newer ones that are not good, newest first.
  let rejected: [RecoveryReport.RejectedSnapshot]
  /// Why the newest was rejected.
  let firstRejection: JournalError?

  /// Tries the snapshots of a directory, newest first, until one proves good.
  ///
  /// A snapshot of a newer program is an error, not a reason to use an older one: going on from
  /// there would throw away what the newer program did.
  init(in storage: any JournalStorage, _ checksum: Checksum) throws(JournalError) {
    let names = try JournalError.wrapping { () throws(StorageError) in try storage.list() }
    var rejected: [RecoveryReport.RejectedSnapshot] = []
    var firstRejection: JournalError?
    var chosen: SnapshotReader?
    for sequence in names.compactMap(FileName.snapshotSequence).sorted(by: >) {
      let name = FileName.snapshot(after: sequence)
      do throws(JournalError) {
        chosen = try SnapshotChoice.proven(name, sequence, in: storage, checksum)
        break
      } catch {
        if case .unsupportedVersion = error { throw error }
        rejected.append(
          RecoveryReport.RejectedSnapshot(file: name, reason: error.description)
        )
        firstRejection = firstRejection ?? error
      }
    }
    snapshot = chosen
    self.rejected = rejected
    self.firstRejection = firstRejection
  }

  static func proven(
    _ name: String,
    _ sequence: UInt64,
    in storage: any JournalStorage,
    _ checksum: Checksum
  ) throws(JournalError) -> SnapshotReader {
    var reader = try SnapshotReader(name, in: storage, checksum)
    if reader.header.firstSequence != sequence {
      throw .damaged(
        JournalDamage(
          file: name,
          offset: 24,
          record: 0,
          reason: "it was begun behind record \(reader.header.firstSequence), its name differs"
        )
      )
    }
    try reader.prove()
    return reader
  }
}
