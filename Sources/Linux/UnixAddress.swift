import Glibc

/// The address of a Unix socket: a path, or with a leading `@` a name in the abstract namespace.
struct UnixAddress {
  private var storage = sockaddr_un()
  private let length: socklen_t

  /// Longest path in bytes: the kernel's 108 less the closing NUL.
  static let maximumPathBytes = 107

  init(_ path: String, call: StaticString) throws(SystemError) {
    let bytes = Array(path.utf8)
    if bytes.isEmpty || bytes.contains(0) {
      throw SystemError(.invalidArgument, call: call, path: path)
    }
    if bytes.count > UnixAddress.maximumPathBytes {
      throw SystemError(.nameTooLong, call: call, path: path)
    }
    storage.sun_family = sa_family_t(AF_UNIX)
    let isAbstract = bytes[0] == UInt8(ascii: "@")
    withUnsafeMutableBytes(of: &storage.sun_path) { target in
      target.copyBytes(from: bytes)
      if isAbstract {
        target[0] = 0
      }
    }
    // An abstract name is exactly as long as it says; a path ends with a NUL.
    let header = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    length = socklen_t(header + bytes.count + (isAbstract ? 0 : 1))
  }

  /// Calls `body` with the address as the socket calls want it.
  func withPointer(_ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
    withUnsafePointer(to: storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
