/// The making of a spare segment filled with zeroes that are synced, so that appending to it
/// changes nothing of the file but its bytes and syncs are as short as they can be.
///
/// It is cut into steps, each with its own sync, so that the disk can serve the journal in between
/// and answers do not wait for a whole segment.
package struct SegmentPreparation: Sendable {
  private let storage: any JournalStorage
  private let name: String
  private let byteCount: Int
  private let header: [UInt8]
  private var file: (any JournalFile)?
  private var writtenBytes = 0

  /// What is written between two syncs.
  private static let stepBytes = 1 << 20
  /// What is written at once: a larger buffer would stay in the process for good, since the
  /// allocator keeps what it once had to fetch.
  private static let pieceBytes = 64 << 10

  /// The making of a segment.
  ///
  /// - Parameters:
  ///   - name: what the file is called until it is used.
  ///   - byteCount: its size.
  ///   - header: its first bytes, if it is to be used at once.
  init(
    _ storage: any JournalStorage,
    _ name: String,
    byteCount: Int,
    header: [UInt8] = []
  ) {
    self.storage = storage
    self.name = name
    self.byteCount = byteCount
    self.header = header
  }

  /// Does a part of the work; nil when there is more to do.
  ///
  /// - Throws: the first failure, after removing the unfinished file; it is over then.
  package mutating func step() throws(StorageError) -> SpareSegment? {
    do throws(StorageError) {
      return try advance()
    } catch {
      // The file is in nobody's use. If it cannot be removed either, the next start will.
      try? storage.remove(name)
      throw error
    }
  }

  /// Does all of the work.
  package consuming func perform() throws(StorageError) -> SpareSegment {
    while true {
      if let spare = try step() { return spare }
    }
  }

  private mutating func advance() throws(StorageError) -> SpareSegment? {
    guard let file else {
      file = try storage.create(name)
      return nil
    }
    let end = min(writtenBytes + Self.stepBytes, byteCount)
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    if writtenBytes == 0 { piece.replaceSubrange(..<header.count, with: header) }
    while writtenBytes < end {
      let count = min(piece.count, end - writtenBytes)
      try file.write(piece.span.extracting(..<count), at: writtenBytes)
      if writtenBytes == 0 { for index in header.indices { piece[index] = 0 } }
      writtenBytes += count
    }
    try file.synchronize()
    return writtenBytes < byteCount ? nil : SpareSegment(name: name, byteCount: byteCount)
  }
}
