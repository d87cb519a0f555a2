/// Why the journal cannot be read, written or continued.
package enum JournalError: Error, Sendable {
  /// The storage failed. While appending or syncing this is final, see `JournalWriter`; where
  /// `isDiskFull` is set and nothing was appended, the change is refused and may work later.
  case storage(StorageError)
  /// Bytes that were durable once are not what was written.
  case damaged(JournalDamage)
  /// The file was written by a newer program.
  case unsupportedVersion(file: String, version: UInt16)
  /// The file is of another data directory, or its clock is another one.
  case foreignFile(file: String, found: JournalOrigin, expected: JournalOrigin)
  /// A batch is larger than `JournalOptions.maximumBatchBytes`.
  case batchTooLarge(bytes: Int, limit: Int)
  /// A write or sync failed before; nothing may be appended any more.
  case stopped
}

/// Where a file is damaged and how that shows.
package struct JournalDamage: Sendable, Equatable {
  /// The file's name inside the data directory.
  package let file: String
  /// Offset in bytes of the record or block that cannot be believed.
  package let offset: Int
  /// The sequence number that should stand there; for a snapshot the number of the block.
  package let record: UInt64
  /// What is wrong with it.
  package let reason: String
}

extension JournalError {
  /// Runs storage operations; a failure of theirs becomes `storage`.
  static func wrapping<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(JournalError) -> Value {
    do throws(StorageError) {
      return try body()
    } catch {
      throw .storage(error)
    }
  }
}

extension JournalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .storage(let error): error.description
    case .damaged(let damage):
      "\(damage.file) is damaged at byte \(damage.offset), record \(damage.record): "
        + damage.reason
    case .unsupportedVersion(let file, let version):
      "\(file) has format version \(version), this program reads \(JournalFormat.version)"
    case .foreignFile(let file, let found, let expected):
      if found.clock == expected.clock {
        "\(file) belongs to data directory \(found.directoryID), not \(expected.directoryID)"
      } else {
        "\(file) was written on a \(found.clock) clock, this service runs on a \(expected.clock)"
      }
    case .batchTooLarge(let bytes, let limit):
      "a batch of \(bytes) bytes is over the limit of \(limit)"
    case .stopped: "the journal has stopped after a failed write or sync"
    }
  }
}
