import Linux

/// Makes directories that only their owner can use, whatever the umask.
enum DirectoryMaker {
  /// Makes the directory at `path` and those above it that are missing; true if it was missing.
  ///
  /// Every directory made on the way belongs to its owner alone. One that was there already is
  /// taken as it is.
  @discardableResult
  static func make(_ path: String, mode: UInt32 = 0o700) throws(SystemError) -> Bool {
    if FileSystem.exists(path) { return false }
    let parent = directory(of: path)
    if parent != path { try make(parent) }
    do throws(SystemError) {
      try FileSystem.createDirectory(path, mode: mode)
      return true
    } catch {
      guard error.number == .exists else { throw error }
      return false
    }
  }

  /// Refuses a directory in which others could replace what is there: they may write to it, and it
  /// has no sticky bit (K13).
  ///
  /// - Parameters:
  ///   - setting: what the directory is of, for the message.
  ///   - what: what they could replace.
  static func refuseOpen(
    _ path: String,
    _ setting: String,
    holding what: String
  ) throws(RobotServerError) {
    let status = try RobotServerError.wrapping { () throws(SystemError) in
      try FileSystem.status(of: path)
    }
    let othersMayWrite = status.mode & 0o002 != 0
    let isSticky = status.mode & 0o1000 != 0
    if othersMayWrite, !isSticky {
      throw RobotServerError(
        .configuration,
        "\(setting): others may write to \(path) (mode 0\(String(status.mode, radix: 8))) and so "
          + "could replace \(what); take that right away or choose another directory"
      )
    }
  }

  /// The directory that holds `path`: `/run/robotd` for `/run/robotd/robotd.sock`.
  static func directory(of path: String) -> String {
    let trimmed = path.utf8.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }
}
