/// A snapshot in the making, fed by the owner between turns.
///
/// The state goes on changing meanwhile; `SnapshotFormat.swift` says why that is sound.
package final class SnapshotWriter {
  /// The last batch before the snapshot was begun.
  package let firstSequence: UInt64
  /// Bytes written so far.
  package private(set) var writtenBytes = 0
  /// Records fed so far.
  package private(set) var recordCount: UInt64 = 0

  private let storage: any JournalStorage
  private let options: JournalOptions
  private let file: any JournalFile
  private var buffer: [UInt8] = []
  private var blockCount: UInt64 = 0
  /// The checksum that the next block continues.
  private var chain: UInt32
  private var syncedBytes = 0

  /// A sync is due after so many bytes.
  private static let syncBytes = 8 << 20

  init(
    _ storage: any JournalStorage,
    _ options: JournalOptions,
    origin: JournalOrigin,
    after firstSequence: UInt64
  ) throws(JournalError) {
    self.storage = storage
    self.options = options
    self.firstSequence = firstSequence
    let header = SnapshotHeader(origin: origin, firstSequence: firstSequence)
      .encoded(options.checksum)
    chain = header.checksum
    let name = FileName.unfinished(FileName.snapshot(after: firstSequence))
    file = try JournalError.wrapping { () throws(StorageError) in try storage.create(name) }
    try JournalError.wrapping { () throws(StorageError) in
      try write(header.bytes)
      beginBlock()
    }
  }

  /// Adds one record; writes a block when one is full.
  ///
  /// - Parameter record: opaque bytes, at least one.
  /// - Throws: when the storage fails; then `cancel` the snapshot. The journal is not concerned.
  package func append(_ record: [UInt8]) throws(StorageError) {
    precondition(!record.isEmpty, "an empty record")
    buffer.append(littleEndian: UInt32(record.count))
    buffer.append(contentsOf: record)
    recordCount += 1
    if buffer.count >= SnapshotFormat.blockBytes {
      try endBlock()
    }
  }

  /// A sync of what was written since the last one, due every few megabytes; nil when not due.
  ///
  /// Performed beside the loop it keeps the last sync, and with it the journal's, short. Its
  /// failure spoils the snapshot only: `cancel` it.
  package func takeSync() -> SyncWork? {
    guard writtenBytes - syncedBytes >= SnapshotWriter.syncBytes else { return nil }
    syncedBytes = writtenBytes
    return SyncWork(files: [file], directory: nil, sequence: firstSequence)
  }

  /// Ends feeding and gives the work that makes the snapshot count.
  ///
  /// - Parameter lastSequence: the last batch whose effect may be in the snapshot. The completion
  ///   must not be performed before that batch is durable.
  package func finish(lastSequence: UInt64) throws(StorageError) -> SnapshotCompletion {
    precondition(lastSequence >= firstSequence, "a snapshot ends before it began")
    if buffer.count > SnapshotFormat.blockHeaderByteCount {
      try endBlock()
    }
    let footer = SnapshotFooter(
      lastSequence: lastSequence,
      recordCount: recordCount,
      blockCount: blockCount,
      fileBytes: UInt64(writtenBytes + SnapshotFormat.footerByteCount)
    )
    try write(footer.encoded(continuing: chain, options.checksum))
    return SnapshotCompletion(
      storage,
      options,
      file: file,
      firstSequence: firstSequence,
      lastSequence: lastSequence
    )
  }

  /// Gives up and removes the unfinished file; where that fails, the next start does it.
  package func cancel() {
    try? storage.remove(FileName.unfinished(FileName.snapshot(after: firstSequence)))
  }

  private func beginBlock() {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: repeatElement(0, count: SnapshotFormat.blockHeaderByteCount))
  }

  private func endBlock() throws(StorageError) {
    buffer.set(
      littleEndian: UInt32(buffer.count - SnapshotFormat.blockHeaderByteCount),
      at: 0
    )
    let length = options.checksum.update(chain, buffer.span.extracting(0..<4))
    chain = options.checksum.update(
      length,
      buffer.span.extracting(SnapshotFormat.blockHeaderByteCount...)
    )
    buffer.set(littleEndian: chain, at: 4)
    blockCount += 1
    try write(buffer)
    beginBlock()
  }

  private func write(_ bytes: [UInt8]) throws(StorageError) {
    try file.write(bytes.span, at: writtenBytes)
    writtenBytes += bytes.count
  }
}
