import Linux

/// A file's bytes on their way into the data directory.
struct FileUpload: Sendable {
  /// Tells uploads of one run of the service apart.
  struct Number: Hashable, Sendable {
    let value: UInt64
  }

  /// Which upload it is.
  let number: Number
  /// The directory of all files' bytes.
  let directory: String
  /// All of them.
  let bytes: [UInt8]

  /// Keeps the bytes under their digest and makes them durable; on the background thread.
  ///
  /// Written aside, synced and renamed, then the directory is synced: under a digest there are
  /// only ever the whole bytes. The same bytes are kept once.
  func store() throws(SystemError) -> StoredFile {
    let digest = SHA256.text(SHA256.digest(bytes))
    let stored = StoredFile(digest: digest, byteCount: bytes.count)
    let path = stored.path(in: directory)
    let parent = DirectoryMaker.directory(of: path)
    if try DirectoryMaker.make(parent) { try FileSystem.synchronizeDirectory(directory) }
    if let status = try? FileSystem.status(of: path), status.size == bytes.count { return stored }
    let unfinished = "\(directory)/upload-\(number.value)"
    try? FileSystem.remove(unfinished)
    do throws(SystemError) {
      let file = try File(unfinished, .createNew)
      try file.write(bytes, at: 0)
      try file.synchronizeData()
      try FileSystem.rename(unfinished, to: path)
      try FileSystem.synchronizeDirectory(parent)
    } catch {
      try? FileSystem.remove(unfinished)
      throw error
    }
    return stored
  }
}

/// A file's bytes in the data directory.
struct StoredFile: Sendable, Equatable {
  /// Their SHA-256 as 64 hexadecimal digits.
  let digest: String
  let byteCount: Int

  /// Where they are: `3f/3f7a…` keeps each directory small.
  func path(in directory: String) -> String {
    Self.path(of: digest, in: directory)
  }

  /// Where the bytes of a digest are.
  static func path(of digest: String, in directory: String) -> String {
    "\(directory)/\(digest.prefix(2))/\(digest)"
  }
}
