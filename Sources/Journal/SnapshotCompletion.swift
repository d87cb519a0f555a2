/// What is left to do for a snapshot beside the loop: sync, read back, rename, clean up.
package struct SnapshotCompletion: Sendable {
  /// The batch that must be durable before `perform`.
  package let lastSequence: UInt64
  /// Which files are kept beside the snapshot.
  package var retention = Retention.twoSnapshots(keeping: nil)

  private let storage: any JournalStorage
  private let options: JournalOptions
  private let file: any JournalFile
  private let firstSequence: UInt64

  init(
    _ storage: any JournalStorage,
    _ options: JournalOptions,
    file: any JournalFile,
    firstSequence: UInt64,
    lastSequence: UInt64
  ) {
    self.storage = storage
    self.options = options
    self.file = file
    self.firstSequence = firstSequence
    self.lastSequence = lastSequence
  }

  /// Makes the snapshot durable, proves it by reading it back, and removes what it replaces.
  ///
  /// - Throws: when the snapshot does not count; the ones before it still do.
  package func perform() throws(JournalError) -> SnapshotSummary {
    let name = FileName.snapshot(after: firstSequence)
    let unfinished = FileName.unfinished(name)
    do throws(JournalError) {
      try JournalError.wrapping { () throws(StorageError) in try file.synchronize() }
      var reader = try SnapshotReader(unfinished, in: storage, options.checksum)
      try reader.prove()
      try JournalError.wrapping { () throws(StorageError) in
        try storage.rename(unfinished, to: name)
        try storage.synchronize()
      }
      let (removed, oldestSequence) = try retention.removeReplaced(in: storage, options)
      return SnapshotSummary(
        file: name,
        firstSequence: firstSequence,
        lastSequence: lastSequence,
        recordCount: reader.footer.recordCount,
        bytes: Int(reader.footer.fileBytes),
        removed: removed,
        oldestSequence: oldestSequence
      )
    } catch {
      // What cannot be removed now is removed by the next start.
      try? storage.remove(unfinished)
      throw error
    }
  }
}

/// A snapshot that counts.
package struct SnapshotSummary: Sendable, Equatable {
  /// Its file's name.
  package let file: String
  /// The batch after which it began; replay starts behind it.
  package let firstSequence: UInt64
  /// The last batch whose effect may be in it.
  package let lastSequence: UInt64
  /// Records in it.
  package let recordCount: UInt64
  /// Length of the file.
  package let bytes: Int
  /// Names of the files that were removed.
  package let removed: [String]
  /// The number of the oldest batch that is left; nil where none was to be removed.
  package let oldestSequence: UInt64?
}
