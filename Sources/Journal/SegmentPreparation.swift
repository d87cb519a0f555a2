/// The making of the next segment file: zeroes written and synced, so that appending neither
/// changes the file's size nor can run out of room.
///
/// It is cut into steps, each with its own sync, so that the helper can sync the journal in
/// between and answers do not wait for a whole segment.
package struct SegmentPreparation: Sendable {
  private let storage: any JournalStorage
  private let number: UInt64
  private let byteCount: Int
  private let header: [UInt8]
  private var file: (any JournalFile)?
  private var writtenBytes = 0

  private static let stepBytes = 1 << 20

  /// The making of a segment.
  ///
  /// - Parameter header: its first bytes, if it is to be used at once.
  init(
    _ storage: any JournalStorage,
    number: UInt64,
    byteCount: Int,
    header: [UInt8] = []
  ) {
    self.storage = storage
    self.number = number
    self.byteCount = byteCount
    self.header = header
  }

  /// Does a part of the work; nil when there is more to do.
  ///
  /// - Throws: the first failure, after removing the unfinished file; it is over then.
  package mutating func step() throws(StorageError) -> PreparedSegment? {
    do throws(StorageError) {
      return try advance()
    } catch {
      // The file is in nobody's use. If it cannot be removed either, recovery will.
      try? storage.remove(unfinishedName)
      throw error
    }
  }

  /// Does all of the work.
  package consuming func perform() throws(StorageError) -> PreparedSegment {
    while true {
      if let prepared = try step() { return prepared }
    }
  }

  private var name: String { FileName.segment(number) }
  private var unfinishedName: String { FileName.unfinished(name) }

  private mutating func advance() throws(StorageError) -> PreparedSegment? {
    guard let file else {
      file = try storage.create(unfinishedName)
      return nil
    }
    if writtenBytes < byteCount {
      var bytes = writtenBytes == 0 ? header : []
      let count = min(SegmentPreparation.stepBytes, byteCount - writtenBytes)
      bytes += [UInt8](repeating: 0, count: count - bytes.count)
      try file.write(bytes.span, at: writtenBytes)
      writtenBytes += count
      try file.synchronize()
      return nil
    }
    try storage.rename(unfinishedName, to: name)
    try storage.synchronize()
    return PreparedSegment(number: number, file: try storage.open(name), byteCount: byteCount)
  }
}

/// A segment file whose whole size is on the disk.
package struct PreparedSegment: Sendable {
  let number: UInt64
  let file: any JournalFile
  let byteCount: Int
}
