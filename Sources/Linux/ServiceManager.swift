import CLinux
import Glibc

/// What a service manager such as systemd hands down and wants to hear.
///
/// Without one every notice goes nowhere and no socket is handed down.
package enum ServiceManager {
  /// Tells the manager something, such as `READY=1`.
  ///
  /// - Parameter lines: assignments, one a line.
  /// - Returns: false when no manager listens.
  @discardableResult
  package static func notify(_ lines: String) throws(SystemError) -> Bool {
    guard let path = Environment.value("NOTIFY_SOCKET"), !path.isEmpty else { return false }
    let address = try UnixAddress(path, call: "connect")
    let socket = try UnixSocket.make(UnixSocket.datagramType)
    let number = socket.number
    try systemCall("connect", path: path) { address.withPointer { connect(number, $0, $1) } }
    let bytes = Array(lines.utf8)
    try systemCall("send", path: path) {
      send(number, bytes, bytes.count, clinux_message_no_signal())
    }
    return true
  }

  /// The service is up.
  package static func notifyReady() throws(SystemError) {
    try notify("READY=1\n")
  }

  /// The service reads its configuration again; `notifyReady` says when it has.
  package static func notifyReloading() throws(SystemError) {
    try notify("RELOADING=1\nMONOTONIC_USEC=\(Clock.monotonicNanoseconds() / 1000)\n")
  }

  /// The service is on its way down.
  package static func notifyStopping() throws(SystemError) {
    try notify("STOPPING=1\n")
  }

  /// What `LISTEN_FDS` says of sockets that the manager handed down for this process; nil when
  /// there are none.
  ///
  /// The variables are taken away, so children do not see them.
  package static func takePassedCount() throws(SystemError) -> String? {
    guard
      let countText = Environment.value("LISTEN_FDS"),
      let processText = Environment.value("LISTEN_PID"),
      Int32(processText) == getpid()
    else { return nil }
    for name in ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"] {
      try Environment.remove(name)
    }
    return countText
  }

  /// The first socket that was handed down.
  package static func adoptListener() throws(SystemError) -> UnixListener {
    try UnixListener(adopting: Descriptor(owning: firstPassedDescriptor))
  }

  /// Handed-down descriptors start after the three standard streams.
  private static let firstPassedDescriptor: CInt = 3
}
