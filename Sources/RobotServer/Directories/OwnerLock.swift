import Linux

/// A file whose exclusive lock says who uses a directory or a socket.
///
/// The lock is the kernel's and ends with the process, however it ends. So a file that is left
/// behind is never removed: between a removal and a new file two processes could each hold the lock
/// of a file of that name.
///
/// The file's first line is for people, the owner's process. A second one, which an owner may leave
/// for those to come, stays from owner to owner.
struct OwnerLock: ~Copyable {
  private let file: File
  /// What an owner has left for those to come; empty if none has.
  private(set) var note: String

  /// Takes the lock at `path`, whose owner then has `thing` for itself.
  ///
  /// - Throws: `inUse`, naming the process that holds it.
  init(_ path: String, of thing: String) throws(RobotServerError) {
    let file = try RobotServerError.wrapping { () throws(SystemError) in
      try File(path, .createIfMissing)
    }
    guard try RobotServerError.wrapping({ () throws(SystemError) in try file.lock() }) else {
      let owner = Int32(Self.lines(of: file)[0]).map { " (pid \($0))" } ?? ""
      throw RobotServerError(.inUse, "\(thing) is in use by robotd\(owner)")
    }
    let note = Self.note(in: file)
    try RobotServerError.wrapping { () throws(SystemError) in try Self.write(note, to: file) }
    self.file = file
    self.note = note
  }

  /// Leaves a note for those to come, durably.
  mutating func leave(_ note: String) throws(RobotServerError) {
    if self.note == note { return }
    do throws(SystemError) {
      try Self.write(note, to: file)
      try file.synchronize()
    } catch {
      throw RobotServerError(.system, error.description)
    }
    self.note = note
  }

  /// What an owner has left in the file at a path, whoever has its lock; empty if none has.
  static func note(at path: String) -> String {
    guard let file = try? File(path, .read) else { return "" }
    return note(in: file)
  }

  private static func note(in file: borrowing File) -> String {
    let lines = lines(of: file)
    return lines.count > 1 ? lines[1] : ""
  }

  /// Writes both lines over those that were there, so that the note is never missing.
  private static func write(_ note: String, to file: borrowing File) throws(SystemError) {
    let lines = "\(CurrentProcess.processID)\n" + (note.isEmpty ? "" : "\(note)\n")
    try file.write(Array(lines.utf8), at: 0)
    try file.truncate(to: lines.utf8.count)
  }

  /// The first line, and the others if there are any.
  private static func lines(of file: borrowing File) -> [String] {
    var bytes: [UInt8] = []
    _ = try? file.read(128, at: 0, appendingTo: &bytes)
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
