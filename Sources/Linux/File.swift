import CLinux
import Glibc

/// An open file: positioned reads and writes, size, sync, lock.
///
/// Every read and write names its offset, so a second thread may sync while the first writes.
package struct File: ~Copyable, Sendable {
  /// How to open a file.
  package enum Access: Sendable {
    /// An existing file, for reading.
    case read
    /// An existing file, for reading and writing.
    case readWrite
    /// A new file, for reading and writing; an existing one is an error (EEXIST).
    case createNew
    /// A file for reading and writing, made if it is not there.
    case createIfMissing
    /// A file for reading and writing without any bytes, made if it is not there.
    case createEmpty
  }

  /// The owned descriptor.
  package let descriptor: Descriptor
  /// The path it was opened by; part of every error.
  package let path: String

  /// Opens or makes the file at `path`.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - access: what to open it for.
  ///   - mode: permission bits of a file that is made here, exactly, whatever the umask.
  package init(_ path: String, _ access: Access, mode: UInt32 = 0o600) throws(SystemError) {
    descriptor = try File.open(path, access, mode_t(mode))
    self.path = path
  }

  private static func open(
    _ path: String,
    _ access: Access,
    _ mode: mode_t
  ) throws(SystemError) -> Descriptor {
    switch access {
    case .read: return try open(path, O_RDONLY)
    case .readWrite: return try open(path, O_RDWR)
    case .createNew: return try create(path, mode)
    case .createIfMissing: return try openOrCreate(path, O_RDWR, mode)
    case .createEmpty: return try openOrCreate(path, O_RDWR | O_TRUNC, mode)
    }
  }

  private static func openOrCreate(
    _ path: String,
    _ flags: CInt,
    _ mode: mode_t
  ) throws(SystemError) -> Descriptor {
    do throws(SystemError) {
      return try create(path, mode)
    } catch {
      guard error.number == .exists else { throw error }
      return try open(path, flags)
    }
  }

  private static func open(_ path: String, _ flags: CInt) throws(SystemError) -> Descriptor {
    Descriptor(
      owning: try systemCall("open", path: path) { Glibc.open(path, flags | O_CLOEXEC) }
    )
  }

  /// Makes a file; its mode is set a second time because the umask has a say in the first.
  private static func create(_ path: String, _ mode: mode_t) throws(SystemError) -> Descriptor {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC
    let descriptor = Descriptor(
      owning: try systemCall("open", path: path) { Glibc.open(path, flags, mode) }
    )
    let number = descriptor.number
    try systemCall("fchmod", path: path) { fchmod(number, mode) }
    return descriptor
  }

  /// Owner, mode, size and identity.
  package func status() throws(SystemError) -> FileStatus {
    let number = descriptor.number
    var status = stat()
    try systemCall("fstat", path: path) { fstat(number, &status) }
    return FileStatus(status)
  }

  /// Sets the permission bits.
  package func changeMode(to mode: UInt32) throws(SystemError) {
    let number = descriptor.number
    try systemCall("fchmod", path: path) { fchmod(number, mode_t(mode)) }
  }

  /// Sets the owner and group.
  package func changeOwner(userID: UInt32, groupID: UInt32) throws(SystemError) {
    let number = descriptor.number
    try systemCall("fchown", path: path) { fchown(number, userID, groupID) }
  }

  /// Sets the length; new bytes are zero.
  package func truncate(to size: Int) throws(SystemError) {
    let number = descriptor.number
    try systemCall("ftruncate", path: path) { ftruncate(number, off_t(size)) }
  }

  /// Makes the file at least this long and reserves its room on the disk; new bytes are zero.
  package func allocate(_ size: Int) throws(SystemError) {
    let number = descriptor.number
    while true {
      // This call answers with the error's number and leaves errno alone.
      let result = posix_fallocate(number, 0, off_t(size))
      if result == 0 { return }
      if result != EINTR {
        throw SystemError(ErrorNumber(rawValue: result), call: "posix_fallocate", path: path)
      }
    }
  }

  /// Makes the bytes and what is needed to read them back durable.
  package func synchronizeData() throws(SystemError) {
    let number = descriptor.number
    try systemCall("fdatasync", path: path) { fdatasync(number) }
  }

  /// Makes the bytes and all of the file's properties durable.
  package func synchronize() throws(SystemError) {
    let number = descriptor.number
    try systemCall("fsync", path: path) { fsync(number) }
  }

  /// Takes the exclusive lock of this file without waiting; false when somebody else holds it.
  ///
  /// The lock lasts as long as this value and ends with the process, however it ends.
  package func lock() throws(SystemError) -> Bool {
    let number = descriptor.number
    return try systemCallIfReady("flock", path: path) { flock(number, LOCK_EX | LOCK_NB) } != nil
  }
}
