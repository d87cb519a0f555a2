import Journal
import Linux

/// The archive of a backup, made piece by piece from files that cannot be lost to it.
///
/// What belongs to it is settled when it is made: later batches lie behind the bytes that are
/// copied, and stored files never change; one that is removed is held open before. So the service
/// can go on while it is read.
struct BackupArchive {
  /// A file of the archive, and how its bytes are read.
  private struct Entry {
    let header: TarHeader
    let read: (_ count: Int, _ offset: Int, _ bytes: inout [UInt8]) throws(StorageError) -> Void
  }

  /// Length of the whole archive.
  let byteCount: Int
  private let entries: [Entry]
  private let seconds: Int64
  private var index = 0
  /// Bytes of the entry that were given, its header not counted.
  private var offset = 0
  private var isHeaderDue = true

  /// An archive of a journal's files and of stored files.
  ///
  /// - Parameter seconds: the time of its files, since 1970.
  init(
    _ parts: [JournalCopyPart],
    _ copies: FileCopies,
    seconds: Int64
  ) {
    var entries: [Entry] = []
    for part in parts {
      let header = TarHeader(name: part.name, byteCount: part.byteCount)
      entries.append(
        Entry(header: header) { count, offset, bytes throws(StorageError) in
          try part.read(count, at: offset, appendingTo: &bytes)
        }
      )
    }
    for file in copies.files {
      let name = file.path(in: "files")
      entries.append(
        Entry(header: TarHeader(name: name, byteCount: file.byteCount)) {
          count,
          offset,
          bytes throws(StorageError) in
          do throws(SystemError) {
            try copies.read(file, count, at: offset, appendingTo: &bytes)
          } catch {
            throw StorageError(error, file: name)
          }
        }
      )
    }
    self.entries = entries
    self.seconds = seconds
    byteCount = entries.reduce(TarHeader.end.count) { sum, entry in
      sum + TarHeader.blockByteCount + entry.header.paddedByteCount
    }
  }

  /// Whether all of it was given.
  var isAtEnd: Bool { index > entries.count }

  /// The next piece: nearly `count` bytes, fewer only at the end.
  mutating func next(_ count: Int) throws(StorageError) -> [UInt8] {
    var piece: [UInt8] = []
    while piece.count + TarHeader.end.count <= count, index <= entries.count {
      guard index < entries.count else {
        piece += TarHeader.end
        index += 1
        break
      }
      let entry = entries[index]
      if isHeaderDue {
        piece += entry.header.encoded(seconds: seconds)
        isHeaderDue = false
      }
      let wanted = min(count - piece.count, entry.header.byteCount - offset)
      let before = piece.count
      try entry.read(wanted, offset, &piece)
      guard piece.count == before + wanted else {
        throw StorageError(
          operation: "read",
          file: entry.header.name,
          reason: "it is shorter than it was",
          isDiskFull: false
        )
      }
      offset += wanted
      if offset == entry.header.byteCount {
        let padding = entry.header.paddedByteCount - entry.header.byteCount
        piece += [UInt8](repeating: 0, count: padding)
        index += 1
        offset = 0
        isHeaderDue = true
      }
    }
    return piece
  }
}
