/// A file of the journal, open, and how much of it belongs to a copy.
package struct JournalCopyPart {
  /// Its name in the directory.
  package let name: String
  /// It, open: it can be read even when the directory has lost its name meanwhile.
  package let file: any JournalFile
  /// Its first so many bytes are copied; what follows in a segment is zeroes, which a reader adds.
  package let byteCount: Int
}

extension JournalWriter {
  /// The files that hold the state as it is now, to be copied while the journal goes on.
  ///
  /// A segment is only ever written behind the bytes that are counted here, so a copy of them is a
  /// journal that ends between two batches.
  ///
  /// - Parameter snapshot: a snapshot that counts, after which the copy replays.
  /// - Returns: the snapshot and all segments that hold batches behind its beginning.
  package func filesToCopy(
    from snapshot: SnapshotSummary
  ) throws(JournalError) -> [JournalCopyPart] {
    let all = try SegmentFile.all(in: storage, options)
    let first = all.lastIndex {
      ($0.validHeader?.firstSequence).map { $0 <= snapshot.firstSequence + 1 } ?? false
    }
    var parts = [
      JournalCopyPart(
        name: snapshot.file,
        file: try JournalError.wrapping { () throws(StorageError) in
          try storage.open(snapshot.file)
        },
        byteCount: snapshot.bytes
      )
    ]
    for file in all[(first ?? 0)...] {
      let isCurrent = file.number == segment.number
      parts.append(
        JournalCopyPart(
          name: file.name,
          file: isCurrent
            ? segment.file
            : try JournalError.wrapping { () throws(StorageError) in
              try storage.open(file.name)
            },
          byteCount: isCurrent ? writtenBytes : file.validHeader?.fileBytes ?? 0
        )
      )
    }
    return parts
  }
}
