import CLinux
import Glibc

/// A connected Unix stream socket, non-blocking.
package struct UnixStream: ~Copyable, Sendable {
  /// The owned descriptor, to be watched for reading and writing.
  package let descriptor: Descriptor

  /// Takes over a connected, non-blocking socket.
  package init(owning descriptor: consuming Descriptor) {
    self.descriptor = descriptor
  }

  /// Connects to the socket at `path`; a leading `@` means the abstract namespace.
  ///
  /// A listener whose queue is full answers at once with EAGAIN: try again later.
  package init(connectingTo path: String) throws(SystemError) {
    let address = try UnixAddress(path, call: "connect")
    let socket = try UnixSocket.make(UnixSocket.streamType)
    let number = socket.number
    try systemCall("connect", path: path) {
      address.withPointer { connect(number, $0, $1) }
    }
    descriptor = socket
  }

  /// Two streams that are connected with each other.
  package static func pair() throws(SystemError) -> StreamPair {
    var numbers: (CInt, CInt) = (-1, -1)
    try systemCall("socketpair") {
      withUnsafeMutablePointer(to: &numbers) {
        $0.withMemoryRebound(to: CInt.self, capacity: 2) {
          socketpair(AF_UNIX, UnixSocket.streamType | clinux_socket_flags(), 0, $0)
        }
      }
    }
    return StreamPair(
      first: UnixStream(owning: Descriptor(owning: numbers.0)),
      second: UnixStream(owning: Descriptor(owning: numbers.1))
    )
  }

  /// The user, group and process at the other end.
  package func peer() throws(SystemError) -> PeerCredentials {
    let number = descriptor.number
    var peer = clinux_credentials()
    try systemCall("getsockopt") { clinux_peer_credentials(number, &peer) }
    return PeerCredentials(processID: peer.process, userID: peer.user, groupID: peer.group)
  }

  /// Reads what is there into `buffer`, from its start and at most to its end.
  package func receive(into buffer: inout [UInt8]) throws(SystemError) -> Transfer {
    let number = descriptor.number
    do throws(SystemError) {
      let count = try systemCallIfReady("recv") {
        buffer.withUnsafeMutableBytes { recv(number, $0.baseAddress, $0.count, 0) }
      }
      guard let count else { return .wouldBlock }
      return count == 0 ? .ended : .moved(count)
    } catch {
      guard error.number == .connectionReset else { throw error }
      return .ended
    }
  }

  /// Writes as much of `bytes` as the socket takes now; never raises SIGPIPE.
  ///
  /// - Parameter bytes: at least one byte.
  package func send(_ bytes: Span<UInt8>) throws(SystemError) -> Transfer {
    try send(bytes.bytes)
  }

  /// Writes as much of `bytes` as the socket takes now; never raises SIGPIPE.
  package func send(_ bytes: RawSpan) throws(SystemError) -> Transfer {
    let number = descriptor.number
    let flags = clinux_message_no_signal()
    do throws(SystemError) {
      let count = try systemCallIfReady("send") {
        bytes.withUnsafeBytes { Glibc.send(number, $0.baseAddress, $0.count, flags) }
      }
      guard let count else { return .wouldBlock }
      return .moved(count)
    } catch {
      guard error.number == .brokenPipe || error.number == .connectionReset else { throw error }
      return .ended
    }
  }
}

/// Two connected streams, as `UnixStream.pair` makes them.
package struct StreamPair: ~Copyable {
  /// One end.
  package let first: UnixStream
  /// The other end.
  package let second: UnixStream

  /// Takes the pair apart.
  package consuming func split(
    _ body: (consuming UnixStream, consuming UnixStream) -> Void
  ) {
    body(first, second)
  }
}
