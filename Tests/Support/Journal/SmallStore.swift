package import Journal

/// A tiny service: its state is a record for each of a few keys, every batch puts one record.
///
/// The first byte of a record is its key.
package final class SmallStore {
  /// The directory.
  package let storage: MemoryStorage
  /// The journal's options.
  package let options: JournalOptions
  /// The journal.
  package private(set) var writer: JournalWriter
  /// The records by their keys.
  package private(set) var state: [UInt8: [UInt8]] = [:]
  private var putCount = 0

  /// A store in an empty directory.
  package init(_ options: JournalOptions, storage: MemoryStorage = MemoryStorage()) throws {
    self.storage = storage
    self.options = options
    writer = try recover(storage, options).writer
  }

  /// Puts records durably, one a batch.
  package func grow(batches: Int, keys: Int = 5, leastBytes: Int = 24) throws {
    for _ in 0..<batches {
      putCount += 1
      let record = [UInt8(putCount % keys)] + batch(putCount, byteCount: leastBytes + putCount % 40)
      try writer.appendDurably(record)
      state[record[0]] = record
    }
  }

  /// Takes a snapshot at once and tells its file's name.
  @discardableResult
  package func takeSnapshot() throws -> String {
    let snapshot = try writer.beginSnapshot()
    for key in state.keys.sorted() {
      try state[key].map(snapshot.append)
    }
    let summary = try snapshot.finish(lastSequence: writer.lastSequence).perform()
    writer.markReplaced(by: summary)
    return summary.file
  }

  /// The state that a recovered directory stands for.
  package static func state(of recovered: Recovered) -> [UInt8: [UInt8]] {
    var state: [UInt8: [UInt8]] = [:]
    for record in recovered.snapshotRecords + recovered.batches {
      state[record[0]] = record
    }
    return state
  }
}
