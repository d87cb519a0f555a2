/// A sync to be performed beside the loop: which files, and what is durable afterwards.
package struct SyncWork: Sendable {
  /// In the order in which they were written; one, but for the turn that filled a segment.
  private var files: [any JournalFile]
  /// The directory, if a file in it got its name.
  private var directory: (any JournalStorage)?
  /// Every batch up to this one is durable once `perform` has returned.
  package private(set) var sequence: UInt64

  init(files: [any JournalFile], directory: (any JournalStorage)?, sequence: UInt64) {
    self.files = files
    self.directory = directory
    self.sequence = sequence
  }

  /// Takes in the work of a later turn, so that one sync serves both.
  package mutating func join(_ later: SyncWork) {
    precondition(later.sequence >= sequence, "syncs are joined in the order of their turns")
    for file in later.files where !files.contains(where: { $0 === file }) {
      files.append(file)
    }
    directory = directory ?? later.directory
    sequence = later.sequence
  }

  /// This work and that of a later turn, so that one sync serves both.
  package func joined(_ later: SyncWork) -> SyncWork {
    var both = self
    both.join(later)
    return both
  }

  /// Whether a segment was filled by what is to be synced.
  package var fillsSegment: Bool { directory != nil }

  /// Syncs; a failure must end the process and is never tried again.
  package func perform() throws(StorageError) {
    for file in files {
      try file.synchronize()
    }
    try directory?.synchronize()
  }
}
