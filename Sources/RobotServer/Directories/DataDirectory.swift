import Linux

/// The directory that holds everything the service keeps, for this process alone.
///
/// ```
/// lock                            who uses it
/// 0000000001.journal              segments of the journal
/// 00000000000000000042.snapshot   snapshots of the store
/// files/3f/3f7a…                  files' bytes under their SHA-256
/// ```
final class DataDirectory {
  /// Where it is.
  let path: String
  private let lock: OwnerLock

  /// Makes the directory if it is missing and takes it for this process.
  ///
  /// - Throws: `inUse`, naming the owner, when another process has it.
  init(_ path: String) throws(RobotServerError) {
    _ = try RobotServerError.onFailure { () throws(SystemError) in
      try DirectoryMaker.make(path)
    }
    let lock = try OwnerLock("\(path)/lock", of: "the data directory \(path)")
    self.path = path
    self.lock = lock
  }
}
