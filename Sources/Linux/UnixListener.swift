import CLinux
import Glibc

/// A listening Unix stream socket, non-blocking.
package struct UnixListener: ~Copyable, Sendable {
  /// Longest path of a socket in bytes, which the kernel's address has room for.
  package static let maximumPathBytes = UnixAddress.maximumPathBytes

  /// The owned descriptor, to be watched for reading.
  package let descriptor: Descriptor

  /// Makes a socket file at `path` and listens on it.
  ///
  /// The file is bound with mode 0600 and only then given `mode`, so no moment exists in which
  /// somebody else could connect. It stays when this value ends; who made it removes it.
  ///
  /// - Parameters:
  ///   - path: at most 107 bytes; a file that is there already is an error (EADDRINUSE).
  ///   - mode: permission bits of the socket file.
  ///   - backlog: connections that may wait to be accepted.
  package init(path: String, mode: UInt32, backlog: Int32 = 512) throws(SystemError) {
    let address = try UnixAddress(path, call: "bind")
    let socket = try UnixSocket.make(UnixSocket.streamType)
    let number = socket.number
    try systemCall("fchmod", path: path) { fchmod(number, 0o600) }
    try systemCall("bind", path: path) {
      address.withPointer { bind(number, $0, $1) }
    }
    if !path.utf8.starts(with: [UInt8(ascii: "@")]) {
      try FileSystem.changeMode(of: path, to: mode)
    }
    try systemCall("listen", path: path) { listen(number, backlog) }
    descriptor = socket
  }

  /// Takes over a socket that is listening already, as handed down by the service manager.
  ///
  /// - Parameter adopted: a descriptor that must be a listening Unix stream socket, else EINVAL.
  package init(adopting adopted: consuming Descriptor) throws(SystemError) {
    let number = adopted.number
    guard
      UnixSocket.option(SO_DOMAIN, of: number) == AF_UNIX,
      UnixSocket.option(SO_TYPE, of: number) == UnixSocket.streamType,
      UnixSocket.option(SO_ACCEPTCONN, of: number) == 1
    else {
      throw SystemError(.invalidArgument, call: "getsockopt", path: "descriptor \(number)")
    }
    try systemCall("fcntl") { fcntl(number, F_SETFD, FD_CLOEXEC) }
    let flags = try systemCall("fcntl") { fcntl(number, F_GETFL) }
    try systemCall("fcntl") { fcntl(number, F_SETFL, flags | O_NONBLOCK) }
    descriptor = adopted
  }

  /// The next waiting connection, or nil when there is none.
  ///
  /// A peer that gave up while it waited is passed over.
  package func accept() throws(SystemError) -> UnixStream? {
    let number = descriptor.number
    while true {
      do throws(SystemError) {
        guard let accepted = try systemCallIfReady("accept4", { clinux_accept(number) }) else {
          return nil
        }
        return UnixStream(owning: Descriptor(owning: accepted))
      } catch {
        guard error.number == .connectionAborted else { throw error }
        continue
      }
    }
  }
}
