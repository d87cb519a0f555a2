import Linux

/// A file whose exclusive lock says who uses a directory or a socket.
///
/// The lock is the kernel's and ends with the process, however it ends; what the file says is
/// only for people. So a file that is left behind means nothing, and is never removed: between
/// a removal and a new file two processes could each hold the lock of a file of that name.
struct OwnerLock: ~Copyable {
  private let file: File

  /// Takes the lock at `path`, whose owner then has `thing` for itself.
  ///
  /// - Throws: `inUse`, naming the process that holds it.
  init(_ path: String, of thing: String) throws(RobotServerError) {
    let file = try RobotServerError.onFailure { () throws(SystemError) in
      try File(path, .createIfMissing)
    }
    guard try RobotServerError.onFailure({ () throws(SystemError) in try file.lock() }) else {
      throw RobotServerError(.inUse, "\(thing) is in use by robotd\(Self.owner(file))")
    }
    try RobotServerError.onFailure { () throws(SystemError) in
      try file.truncate(to: 0)
      try file.write(Array("\(CurrentProcess.processID)\n".utf8), at: 0)
    }
    self.file = file
  }

  /// What the file says of its owner: ` (pid 4711)`.
  private static func owner(_ file: borrowing File) -> String {
    var bytes: [UInt8] = []
    _ = try? file.read(16, at: 0, appendingTo: &bytes)
    let digits = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return Int32(digits).map { " (pid \($0))" } ?? ""
  }
}
