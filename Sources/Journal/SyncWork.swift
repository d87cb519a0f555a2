/// A sync to be performed beside the loop: which files, and what is durable afterwards.
package struct SyncWork: Sendable {
  let files: [any JournalFile]
  /// Every batch up to this one is durable once `perform` has returned.
  package let sequence: UInt64

  /// Syncs; a failure must end the process and is never tried again.
  package func perform() throws(StorageError) {
    for file in files {
      try file.synchronize()
    }
  }
}
