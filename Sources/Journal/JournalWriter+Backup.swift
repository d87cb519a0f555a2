/// A file of the journal, open, and how much of it belongs to a copy.
package struct JournalCopyPart {
  /// Its name in the directory.
  package let name: String
  /// Its first so many bytes are copied; what follows in a segment is zeroes.
  package let byteCount: Int
  /// It, open: it can be read even when the directory has lost its name meanwhile.
  fileprivate let file: any JournalFile
  /// Bytes that stand at the copy's beginning instead of the file's.
  fileprivate var head: [UInt8] = []

  /// Appends up to `count` bytes of the copy from `offset` to `bytes`.
  package func read(
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(StorageError) {
    let start = bytes.count
    try file.read(count, at: offset, appendingTo: &bytes)
    for index in head.indices.dropFirst(offset).prefix(bytes.count - start) {
      bytes[start + index - offset] = head[index]
    }
  }
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
        byteCount: snapshot.bytes,
        file: try open(snapshot.file)
      )
    ]
    for file in all[(first ?? 0)...] {
      if file.number == segment.number {
        if let copy = copyOfCurrent(file) { parts.append(copy) }
      } else {
        parts.append(
          JournalCopyPart(
            name: file.name,
            byteCount: file.byteCount,
            file: try open(file.name)
          )
        )
      }
    }
    return parts
  }

  /// What is written of the current segment, with a header that names this size; nil for nothing.
  private func copyOfCurrent(_ file: SegmentFile) -> JournalCopyPart? {
    guard let header = file.validHeader, writtenBytes > 0 else { return nil }
    var head: [UInt8] = []
    header.sized(writtenBytes).encode(into: &head, options.checksum)
    return JournalCopyPart(
      name: file.name,
      byteCount: writtenBytes,
      file: segment.file,
      head: head
    )
  }

  private func open(_ name: String) throws(JournalError) -> any JournalFile {
    try JournalError.wrapping { () throws(StorageError) in try storage.open(name) }
  }
}
