import Journal
import Linux
import TestSupport

/// Options of a journal that is small enough to try every byte of it.
func smallOptions(
  segmentBytes: Int = 4096,
  maximumBatchBytes: Int = 1400,
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
  static let fast =
    HardwareChecksum.isAvailable ? Checksum(HardwareChecksum.update) : .portable
  /// None at all, to prove that a test notices its absence.
  static let none = Checksum { _, _ in 0 }
}

extension Checksum {
  /// The checksum of an array's bytes, for expectations, which cannot hold spans.
  func of(_ bytes: [UInt8], continuing checksum: UInt32 = 0) -> UInt32 {
    update(checksum, bytes.span)
  }
}

/// A batch of `byteCount` bytes that differs from every other.
func batch(_ number: Int, byteCount: Int) -> [UInt8] {
  var random = SeededRandom(seed: UInt64(number))
  return (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
}

/// Everything that recovery gave, in order, and the journal to go on with.
struct Recovered {
  let snapshotRecords: [[UInt8]]
  let batches: [[UInt8]]
  let writer: JournalWriter
  let report: RecoveryReport
}

/// Recovers a directory as the service does.
func recover(
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
  /// Appends one batch and makes it durable, preparing a segment first if need be.
  func appendDurably(_ payload: [UInt8]) throws {
    try prepareRoom()
    _ = try append(payload)
    try flushDurably()
  }

  /// Performs a preparation that is due, here and now.
  func prepareRoom() throws {
    while try !makeRoom() {
      guard let preparation = takePreparation() else { return }
      install(Result { () throws(StorageError) in try preparation.perform() })
    }
  }

  /// Writes and syncs what was appended.
  func flushDurably() throws {
    guard let work = try flush() else { return }
    try work.perform()
    markDurable(upTo: work.sequence)
  }
}

/// A journal with these batches, each durable before the next was written.
func journal(
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
