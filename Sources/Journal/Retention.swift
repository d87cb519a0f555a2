/// Which files a proven snapshot makes superfluous.
package enum Retention: Sendable {
  /// Nothing is removed.
  case everything
  /// The two newest snapshots are kept, and every segment that the older of the two needs: should
  /// the newest turn out to be unreadable one day, nothing is lost. Before there are two, every
  /// segment is kept. Of the segments before those the newest stay as long as those who follow the
  /// journal may ask for them.
  case twoSnapshots(keeping: JournalKeeping?)
  /// Nothing is kept but the newest snapshot and the segments that it needs, and perhaps what was
  /// put aside as damaged: for when the older files hold what must no longer be held, or when the
  /// journal does not lead on from them.
  case newestSnapshot(keepsDamaged: Bool)

  /// Removes what is superfluous, oldest first.
  ///
  /// - Returns: the names of what was removed, and the oldest batch that is left; nil where nothing
  ///   was looked for.
  func removeReplaced(
    in storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) -> (removed: [String], oldestSequence: UInt64?) {
    guard let snapshotCount else { return ([], nil) }
    let names = try JournalError.wrapping { () throws(StorageError) in try storage.list() }
    let snapshots = names.compactMap(FileName.snapshotSequence).sorted()
    guard snapshots.count >= snapshotCount else { return ([], nil) }
    let oldestKept = snapshots[snapshots.count - snapshotCount]
    let segments = try SegmentFile.all(in: storage, options)
    // A segment is not needed when the next one begins with what the snapshot needs first, or
    // with something older. One that cannot be read is left to recovery.
    let unneeded = zip(segments, segments.dropFirst()).prefix { _, next in
      next.validHeader.map { $0.firstSequence <= oldestKept + 1 } ?? false
    }
    var removed = snapshots.dropLast(snapshotCount).map(FileName.snapshot(after:))
    switch self {
    case .twoSnapshots(let keeping?):
      let kept = try Self.keptCount(of: unneeded, keeping, in: storage, options)
      removed += unneeded.dropLast(kept).map(\.0.name)
    case .twoSnapshots(nil): removed += unneeded.map(\.0.name)
    case .newestSnapshot(let keepsDamaged):
      removed += unneeded.map(\.0.name)
      if !keepsDamaged { removed += names.filter(FileName.isSetAside).sorted() }
    case .everything: return ([], nil)
    }
    try JournalError.wrapping { () throws(StorageError) in
      for name in removed {
        try storage.remove(name)
      }
      if !removed.isEmpty {
        try storage.synchronize()
      }
    }
    return (removed, segments.filter { !removed.contains($0.name) }.oldestSequence)
  }

  /// How many snapshots are kept; nil for all.
  private var snapshotCount: Int? {
    switch self {
    case .everything: nil
    case .twoSnapshots: 2
    case .newestSnapshot: 1
    }
  }

  /// How many of the segments that nothing needs are kept all the same, from the newest back.
  private static func keptCount(
    of unneeded: [(SegmentFile, SegmentFile)],
    _ keeping: JournalKeeping,
    in storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) -> Int {
    var count = 0
    var bytes = 0
    for (segment, next) in unneeded.reversed() {
      bytes += segment.validHeader?.fileBytes ?? 0
      if bytes > keeping.byteMaximum { break }
      // With what the next one begins, this one has ended.
      let beginning = try beginning(of: next, in: storage, options)
      if let beginning, keeping.isOver(beginning[...]) { break }
      count += 1
    }
    return count
  }

  /// The first bytes of a segment's first batch; nil if they cannot be believed.
  private static func beginning(
    of segment: SegmentFile,
    in storage: any JournalStorage,
    _ options: JournalOptions
  ) throws(JournalError) -> [UInt8]? {
    var bytes: [UInt8] = []
    try JournalError.wrapping { () throws(StorageError) in
      try storage.open(segment.name).read(
        RecordHeader.byteCount + JournalKeeping.beginningBytes,
        at: SegmentHeader.byteCount,
        appendingTo: &bytes
      )
    }
    guard let header = RecordHeader.read(at: 0, in: bytes.span, options.checksum) else {
      return nil
    }
    return Array(bytes.dropFirst(RecordHeader.byteCount).prefix(header.payloadBytes))
  }
}
