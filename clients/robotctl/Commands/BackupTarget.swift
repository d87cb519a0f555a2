import Linux

/// Where a backup goes: a file that is renamed when it is whole and durable, or standard output.
struct BackupTarget: ~Copyable {
  /// The file's path; nil for standard output.
  private let path: String?
  private let file: File?
  private let streams: StandardStreams

  /// Begins a backup at a place, or on standard output.
  init(_ path: String?, _ streams: StandardStreams) throws {
    self.path = path
    self.streams = streams
    file = try path.map { try File(Self.unfinished($0), .createEmpty) }
  }

  /// The path of the file that a word of the command line means; nil for standard output.
  ///
  /// A link is followed, so that it goes on being one. What is there and is not a file stays what
  /// it is: a name given to a file would take the place of a device or a pipe.
  static func path(_ word: String) throws -> String? {
    if word == "-" { return nil }
    var path = word
    for _ in 0..<linkMaximum {
      guard try kind(of: path) == .symbolicLink else { break }
      let destination = try FileSystem.destination(ofLink: path)
      path = destination.hasPrefix("/") ? destination : folder(of: path) + destination
    }
    for name in [path, unfinished(path)] {
      if let kind = try kind(of: name), kind != .regular {
        throw UsageError(
          "\(name) is there and is no regular file; name a file, or - for standard output"
        )
      }
    }
    return path
  }

  func write(_ bytes: [UInt8], at offset: Int) throws {
    if file == nil {
      try streams.write(bytes)
    } else {
      try file?.write(bytes.span, at: offset)
    }
  }

  func finish() throws {
    guard let path else { return }
    try file?.synchronize()
    try FileSystem.rename(Self.unfinished(path), to: path)
    let folder = Self.folder(of: path)
    try FileSystem.synchronizeDirectory(folder.isEmpty ? "." : String(folder))
  }

  func giveUp() {
    if let path { try? FileSystem.remove(Self.unfinished(path)) }
  }

  /// As many links in a row as the kernel follows.
  private static let linkMaximum = 40

  private static func unfinished(_ path: String) -> String { path + ".unfinished" }

  /// The path's directory with the slash behind it; empty for a name alone.
  private static func folder(of path: String) -> Substring {
    path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)]
  }

  /// What a name stands for; nil where it is not there.
  private static func kind(of path: String) throws(SystemError) -> FileStatus.Kind? {
    do throws(SystemError) {
      return try FileSystem.statusOfName(path).kind
    } catch {
      guard error.number == .noSuchFile else { throw error }
      return nil
    }
  }
}
