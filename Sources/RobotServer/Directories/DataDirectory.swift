import Journal
import Linux

/// The directory that holds everything the service keeps, for this process alone.
///
/// ```
/// lock                            who uses it, and whether there ever was a journal
/// 0000000001.journal              segments of the journal
/// 00000000000000000042.snapshot   snapshots of the store
/// files/3f/3f7a…                  files' bytes under their SHA-256
/// ```
final class DataDirectory {
  /// Where it is.
  let path: String
  private var lock: OwnerLock

  /// Takes a directory for this process, and makes it if it is missing.
  ///
  /// One that is not empty must be ours: nothing is strewn into somebody else's.
  /// - Throws: `configuration` for a directory of others, or in which others could replace files;
  ///   `inUse`, naming the owner, when another process has it.
  convenience init(_ path: String) throws(RobotServerError) {
    let names = try RobotServerError.wrapping { () throws(SystemError) in
      try DirectoryMaker.make(path)
      return try FileSystem.list(path)
    }
    if !names.contains(where: Survey.isName), let other = names.first(where: Self.isForeign),
      OwnerLock.note(at: "\(path)/\(Self.lockName)") != Self.journalNote
    {
      throw RobotServerError(
        .configuration,
        "\(path) is no data directory of robotd and not empty: it has \(other), but no journal; "
          + "name a new directory, or an empty one"
      )
    }
    try DirectoryMaker.refuseOpen(path, "data_directory", holding: "its files")
    try self.init(taking: path)
  }

  /// Takes a directory that holds data already; in any other nothing is touched.
  convenience init(existing path: String) throws(RobotServerError) {
    guard FileSystem.exists(path) else {
      throw RobotServerError(.configuration, "there is no data directory \(path)")
    }
    let names = try RobotServerError.wrapping { () throws(SystemError) in
      try FileSystem.list(path)
    }
    guard names.contains(where: Survey.isName) else {
      throw RobotServerError(
        .configuration,
        "\(path) is no data directory of robotd: it has no journal and no snapshot"
      )
    }
    try self.init(taking: path)
  }

  private init(taking path: String) throws(RobotServerError) {
    let lock = try OwnerLock("\(path)/\(Self.lockName)", of: "the data directory \(path)")
    self.path = path
    self.lock = lock
  }

  /// Refuses a directory that has lost its journal and every snapshot: beginning empty there would
  /// look like a service that has forgotten everything.
  func refuseLost() throws(RobotServerError) {
    guard lock.note == Self.journalNote else { return }
    let names = try RobotServerError.wrapping { () throws(SystemError) in
      try FileSystem.list(path)
    }
    if names.contains(where: Survey.isName) { return }
    throw RobotServerError(
      .damagedData,
      "\(path) was in use, as its \(Self.lockName) says, but its journal and snapshots are gone;"
        + " bring them back, or set the directory aside (mv \(path) \(path).lost) and restore a"
        + " backup in its place (robotd restore BACKUP --data-directory \(path)) or begin empty"
    )
  }

  /// Notes for later starts that there is a journal.
  func noteJournal() throws(RobotServerError) {
    try lock.leave(Self.journalNote)
  }

  /// What is in it, but for what an empty one may have.
  func contents() throws(RobotServerError) -> [String] {
    try RobotServerError.wrapping { () throws(SystemError) in
      try FileSystem.list(path).filter(Self.isForeign)
    }
  }

  private static let lockName = "lock"
  /// What its lock says from the moment on at which there is a journal.
  private static let journalNote = "has a journal"

  /// Whether a directory that is otherwise empty does not have such a file: a lock and spares are
  /// left of a first start that was cut short, and a file system's top has a place for lost files.
  private static func isForeign(_ name: String) -> Bool {
    name != lockName && name != "lost+found" && !Survey.isSpareName(name)
  }
}
