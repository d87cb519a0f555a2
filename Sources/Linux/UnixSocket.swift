import CLinux
import Glibc

/// What listeners, streams and the readiness notice share.
enum UnixSocket {
  /// `SOCK_STREAM` as the number the calls take; Swift sees an enumeration.
  static let streamType = CInt(SOCK_STREAM.rawValue)
  /// `SOCK_DGRAM` as the number the calls take.
  static let datagramType = CInt(SOCK_DGRAM.rawValue)

  /// A new socket of a type, non-blocking and closed in children.
  static func make(_ type: CInt) throws(SystemError) -> Descriptor {
    let number = try systemCall("socket") {
      socket(AF_UNIX, type | clinux_socket_flags(), 0)
    }
    return Descriptor(owning: number)
  }

  /// A socket option that is an integer, or -1.
  static func option(_ name: CInt, of number: CInt) -> CInt {
    var value: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    return getsockopt(number, SOL_SOCKET, name, &value, &length) == 0 ? value : -1
  }
}
