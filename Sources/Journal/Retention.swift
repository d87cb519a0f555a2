/// Which files a proven snapshot makes superfluous.
///
/// The two newest snapshots are kept, and every segment that the older of the two needs: should
/// the newest turn out to be unreadable one day, nothing is lost. Before there are two, every
/// segment is kept.
enum Retention {
  /// Removes what is superfluous, oldest first, and tells the names.
  static func removeReplaced(
    in storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) -> [String] {
    let names = try JournalError.wrapping { () throws(StorageError) in try storage.list() }
    let snapshots = names.compactMap(FileName.snapshotSequence).sorted()
    guard snapshots.count >= 2 else { return [] }
    let oldestKept = snapshots[snapshots.count - 2]
    let segments = try SegmentFile.all(in: storage, options)
    var removed = snapshots.dropLast(2).map(FileName.snapshot(after:))
    for (segment, next) in zip(segments, segments.dropFirst()) {
      // A segment is not needed when the next one begins with what the snapshot needs first, or
      // with something older. One that cannot be read is left to recovery.
      guard let header = next.validHeader, header.firstSequence <= oldestKept + 1 else { break }
      removed.append(segment.name)
    }
    try JournalError.wrapping { () throws(StorageError) in
      for name in removed {
        try storage.remove(name)
      }
      if !removed.isEmpty {
        try storage.synchronize()
      }
    }
    return removed
  }
}
