/// Room on the disk that nobody uses, kept so that a stop can write its snapshot when the disk is
/// full.
///
/// A file without content that has its room reserved; letting go of it gives the room back. It is
/// as large as the last snapshot and a quarter more, since the next one will be a little larger,
/// and at least four mebibytes. A start removes what an earlier run has left.
package final class StopReserve {
  private let storage: any JournalStorage
  /// How much is reserved now.
  package private(set) var byteCount = 0

  private static let leastBytes = 4 << 20

  /// Nothing is reserved yet.
  package init(_ storage: any JournalStorage) {
    self.storage = storage
  }

  /// Reserves room for a snapshot somewhat larger than the last one.
  ///
  /// - Throws: where the disk has no room for it; then nothing is reserved.
  package func keep(forSnapshotOf lastBytes: Int) throws(StorageError) {
    let needed = max(Self.leastBytes, lastBytes + lastBytes / 4)
    // A little more or less is not worth a change.
    if byteCount >= needed, byteCount <= 2 * needed { return }
    release()
    do throws(StorageError) {
      try storage.create(FileName.stopReserve).allocate(needed)
      byteCount = needed
    } catch {
      try? storage.remove(FileName.stopReserve)
      throw error
    }
  }

  /// Gives the room back.
  package func release() {
    guard byteCount > 0 else { return }
    byteCount = 0
    // If it cannot be removed, the next start tries again.
    try? storage.remove(FileName.stopReserve)
  }
}
