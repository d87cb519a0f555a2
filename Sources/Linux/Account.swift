import Glibc

/// Users and groups of this machine.
package enum Account {
  /// The effective user of this process.
  package static var effectiveUserID: UInt32 { geteuid() }
  /// The real user of this process.
  package static var userID: UInt32 { getuid() }

  /// A user's number by name, nil when there is no such user.
  package static func userID(named name: String) throws(SystemError) -> UInt32? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    let result = withLookupBuffer { getpwnam_r(name, &entry, $0, $1, &found) }
    if result != 0 {
      throw SystemError(ErrorNumber(rawValue: result), call: "getpwnam_r", path: name)
    }
    return found == nil ? nil : entry.pw_uid
  }

  /// A group's number by name, nil when there is no such group.
  package static func groupID(named name: String) throws(SystemError) -> UInt32? {
    var entry = group()
    var found: UnsafeMutablePointer<group>?
    let result = withLookupBuffer { getgrnam_r(name, &entry, $0, $1, &found) }
    if result != 0 {
      throw SystemError(ErrorNumber(rawValue: result), call: "getgrnam_r", path: name)
    }
    return found == nil ? nil : entry.gr_gid
  }

  /// Calls a lookup with room for its strings, more of it as long as it asks for more.
  private static func withLookupBuffer(
    _ lookup: (UnsafeMutablePointer<CChar>, Int) -> CInt
  ) -> CInt {
    var size = 4096
    while true {
      let result = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
        buffer.baseAddress.map { lookup($0, size) } ?? ENOMEM
      }
      if result != ERANGE || size >= 1 << 20 { return result }
      size *= 4
    }
  }
}
