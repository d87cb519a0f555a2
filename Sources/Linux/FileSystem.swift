import CLinux
import Glibc

/// Names and directories: what is done to a file without opening it.
package enum FileSystem {
  /// Whether a name is there; false also when its directory may not be searched.
  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// What `path` stands for, links followed.
  package static func status(of path: String) throws(SystemError) -> FileStatus {
    var status = stat()
    try systemCall("stat", path: path) { stat(path, &status) }
    return FileStatus(status)
  }

  /// What `path` itself is, a link not followed.
  package static func statusOfName(_ path: String) throws(SystemError) -> FileStatus {
    var status = stat()
    try systemCall("lstat", path: path) { lstat(path, &status) }
    return FileStatus(status)
  }

  /// What the link at `path` names: a path from the root, or from the directory of the link.
  package static func destination(ofLink path: String) throws(SystemError) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = try systemCall("readlink", path: path) {
      bytes.withUnsafeMutableBytes { buffer in
        guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return -1 }
        return readlink(path, start, buffer.count)
      }
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Gives a file a new name, in one step, over one that may be there.
  package static func rename(_ old: String, to new: String) throws(SystemError) {
    if new.utf8.contains(0) {
      throw SystemError(.invalidArgument, call: "rename", path: new)
    }
    try systemCall("rename", path: old) { Glibc.rename(old, new) }
  }

  /// Removes a file, socket or link.
  package static func remove(_ path: String) throws(SystemError) {
    try systemCall("unlink", path: path) { unlink(path) }
  }

  /// Removes an empty directory.
  package static func removeDirectory(_ path: String) throws(SystemError) {
    try systemCall("rmdir", path: path) { rmdir(path) }
  }

  /// Makes a directory with exactly these permission bits, whatever the umask.
  package static func createDirectory(_ path: String, mode: UInt32) throws(SystemError) {
    try systemCall("mkdir", path: path) { mkdir(path, mode_t(mode)) }
    try changeMode(of: path, to: mode)
  }

  /// Makes a directory with a name that nobody else has: `prefix` and six random characters.
  package static func createTemporaryDirectory(prefix: String) throws(SystemError) -> String {
    var template = prefix.utf8CString.dropLast() + Array("XXXXXX".utf8CString)
    try systemCall("mkdtemp", path: prefix) {
      template.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return -1 }
        return 0
      }
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Sets the permission bits.
  package static func changeMode(of path: String, to mode: UInt32) throws(SystemError) {
    try systemCall("chmod", path: path) { chmod(path, mode_t(mode)) }
  }

  /// Sets the owner and group; nil leaves one as it is.
  package static func changeOwner(
    of path: String,
    userID: UInt32?,
    groupID: UInt32?
  ) throws(SystemError) {
    try systemCall("chown", path: path) {
      chown(path, userID ?? UInt32.max, groupID ?? UInt32.max)
    }
  }

  /// The names in a directory without `.` and `..`, in order of their bytes.
  package static func list(_ path: String) throws(SystemError) -> [String] {
    guard let directory = opendir(path) else {
      throw SystemError(ErrorNumber(rawValue: errno), call: "opendir", path: path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 {
          throw SystemError(ErrorNumber(rawValue: errno), call: "readdir", path: path)
        }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." {
        names.append(name)
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes the names in a directory durable: what was made, renamed or removed there.
  package static func synchronizeDirectory(_ path: String) throws(SystemError) {
    let number = try systemCall("open", path: path) {
      open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    let directory = Descriptor(owning: number)
    try systemCall("fsync", path: path) { fsync(number) }
    _ = directory.number
  }

  /// All bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: the most bytes that are taken; a longer file is an error (EFBIG).
  package static func contents(
    of path: String,
    limit: Int = 64 << 20
  ) throws(SystemError) -> [UInt8] {
    let file = try File(path, .read)
    var bytes: [UInt8] = []
    while try file.read(1 << 16, at: bytes.count, appendingTo: &bytes) > 0 {
      if bytes.count > limit {
        throw SystemError(ErrorNumber(rawValue: EFBIG), call: "read", path: path)
      }
    }
    return bytes
  }
}
