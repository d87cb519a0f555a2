import Linux

/// The stored files that one backup copies, each of which can be read to its end even when the
/// store removes it meanwhile.
///
/// A file is opened when its turn comes, or just before the store takes its name away: so however
/// many there are, few are open at once, and an erasure waits for no backup.
final class FileCopies {
  /// A file that is held open.
  private final class HeldFile {
    let file: File

    init(_ path: String) throws(SystemError) {
      file = try File(path, .read)
    }
  }

  /// The files in the order in which they are copied.
  let files: [StoredFile]
  private let directory: String
  /// The digests of those that are not copied yet.
  private var left: Set<String>
  private var held: [String: HeldFile] = [:]

  /// Copies of all files that are complete in the directory of all files' bytes.
  init(of directory: String) throws(SystemError) {
    self.directory = directory
    files = try Self.list(directory)
    left = Set(files.map(\.digest))
  }

  /// Holds a file open that is about to be removed, if it is still to be copied.
  ///
  /// What cannot be opened is removed all the same: the backup then ends when it comes to it.
  func hold(_ digest: String) {
    guard left.contains(digest), held[digest] == nil else { return }
    held[digest] = try? HeldFile(StoredFile.path(of: digest, in: directory))
  }

  /// Appends up to `count` bytes of a file from `offset` to `bytes`; its last ones let go of it.
  func read(
    _ file: StoredFile,
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(SystemError) {
    let open = try opened(file)
    try open.file.read(count, at: offset, appendingTo: &bytes)
    let isCopied = offset + count >= file.byteCount
    held[file.digest] = isCopied ? nil : open
    if isCopied { left.remove(file.digest) }
  }

  private func opened(_ file: StoredFile) throws(SystemError) -> HeldFile {
    if let open = held[file.digest] { return open }
    return try HeldFile(file.path(in: directory))
  }

  private static func list(_ directory: String) throws(SystemError) -> [StoredFile] {
    guard FileSystem.exists(directory) else { return [] }
    var files: [StoredFile] = []
    for folder in try FileSystem.list(directory) where folder.utf8.count == 2 {
      for digest in try FileSystem.list("\(directory)/\(folder)")
      where digest.hasPrefix(folder) {
        let path = StoredFile.path(of: digest, in: directory)
        files.append(
          StoredFile(digest: digest, byteCount: try FileSystem.status(of: path).size)
        )
      }
    }
    return files
  }
}
