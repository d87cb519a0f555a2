import Journal
import Linux

/// The archive of a backup, made piece by piece from open files.
///
/// What belongs to it is settled when it is made: later batches lie behind the bytes that are
/// copied, and stored files never change. So the service can go on while it is read.
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

  /// An archive of a journal's files and of the bytes in a store's directory of files.
  ///
  /// - Parameter seconds: the time of its files, since 1970.
  init(
    _ parts: [JournalCopyPart],
    filesIn directory: String,
    seconds: Int64
  ) throws(SystemError) {
    var entries: [Entry] = []
    for part in parts {
      let header = TarHeader(name: part.name, byteCount: part.byteCount)
      entries.append(
        Entry(header: header) { count, offset, bytes throws(StorageError) in
          try part.read(count, at: offset, appendingTo: &bytes)
        }
      )
    }
    for (name, path) in try Self.storedFiles(in: directory) {
      let byteCount = try FileSystem.status(of: path).size
      entries.append(
        Entry(header: TarHeader(name: name, byteCount: byteCount)) {
          count,
          offset,
          bytes throws(StorageError) in
          do throws(SystemError) {
            try File(path, .read).read(count, at: offset, appendingTo: &bytes)
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

  /// Names in the archive and paths of all stored files that are complete.
  private static func storedFiles(
    in directory: String
  ) throws(SystemError) -> [(name: String, path: String)] {
    guard FileSystem.exists(directory) else { return [] }
    var files: [(name: String, path: String)] = []
    for folder in try FileSystem.list(directory).sorted() where folder.utf8.count == 2 {
      for digest in try FileSystem.list("\(directory)/\(folder)").sorted() {
        files.append(("files/\(folder)/\(digest)", "\(directory)/\(folder)/\(digest)"))
      }
    }
    return files
  }
}
