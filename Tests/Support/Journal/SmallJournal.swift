package import Journal
import Linux

/// Options of a journal that is small enough to try every byte of it.
package func smallOptions(
  segmentBytes: Int = 4096,
  maximumBatchBytes: Int = 8000,
  checksum: Checksum = .fast
) -> JournalOptions {
  var options = JournalOptions(origin: JournalOrigin(directoryID: 77, clock: .real))
  options.segmentBytes = segmentBytes
  options.firstSegmentBytes = segmentBytes
  options.maximumBatchBytes = maximumBatchBytes
  options.checksum = checksum
  return options
}

extension Checksum {
  /// The processor's, where it has one.
  package static let fast =
    HardwareChecksum.isAvailable ? Checksum(HardwareChecksum.update) : .portable
  /// None at all, to prove that a test notices its absence.
  package static let none = Checksum { _, _ in 0 }
}

extension Checksum {
  /// The checksum of an array's bytes, for expectations, which cannot hold spans.
  package func of(_ bytes: [UInt8], continuing checksum: UInt32 = 0) -> UInt32 {
    update(checksum, bytes.span)
  }
}

/// A batch of `byteCount` bytes that differs from every other.
package func batch(_ number: Int, byteCount: Int) -> [UInt8] {
  var random = SeededRandom(seed: UInt64(number))
  return (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
}

/// Everything that recovery gave, in order, and the journal to go on with.
package struct Recovered {
  /// The snapshot's records.
  package let snapshotRecords: [[UInt8]]
  /// The batches behind it.
  package let batches: [[UInt8]]
  /// The open end.
  package let writer: JournalWriter
  /// What was found.
  package let report: RecoveryReport
}

/// Recovers a directory as the service does.
package func recover(
  _ storage: MemoryStorage,
  _ options: JournalOptions
) throws(JournalError) -> Recovered {
  var recovery = try Recovery(storage, options)
  var records: [[UInt8]] = []
  var batches: [[UInt8]] = []
  while let entry = try recovery.next() {
    switch entry.kind {
    case .snapshotRecord: records.append(Array(entry.bytes))
    case .batch: batches.append(Array(entry.bytes))
    }
  }
  let recovered = try recovery.finish()
  return Recovered(
    snapshotRecords: records,
    batches: batches,
    writer: recovered.writer,
    report: recovered.report
  )
}

extension JournalWriter {
  /// Appends one batch and makes it durable.
  package func appendDurably(_ payload: [UInt8]) throws {
    try makeRoom()
    _ = try append(payload)
    try flushDurably()
  }

  /// Writes and syncs what was appended.
  package func flushDurably() throws {
    guard let work = try flush() else { return }
    try work.perform()
    markDurable(upTo: work.sequence)
  }
}

/// A journal with these batches, each durable before the next was written.
package func writtenJournal(
  _ batches: [[UInt8]],
  _ options: JournalOptions
) throws -> MemoryStorage {
  let storage = MemoryStorage()
  let writer = try recover(storage, options).writer
  for batch in batches {
    try writer.appendDurably(batch)
  }
  return storage
}
