import Linux

/// The socket that a service manager opened for the service (`sd_listen_fds(3)`).
enum HandedDownSocket {
  /// Takes it; nil where none was handed down to this process.
  ///
  /// - Throws: `configuration` where `LISTEN_FDS` is not 1, or what was handed down is no socket.
  static func take() throws(RobotServerError) -> UnixListener? {
    let text = try RobotServerError.wrapping { () throws(SystemError) in
      try ServiceManager.takePassedCount()
    }
    guard let text, text != "0" else { return nil }
    guard text == "1" else {
      throw RobotServerError(
        .configuration,
        "LISTEN_FDS is \"\(text)\"; expected 1, since robotd listens on one socket"
      )
    }
    do throws(SystemError) {
      return try ServiceManager.adoptListener()
    } catch {
      throw RobotServerError(
        .configuration,
        "LISTEN_FDS is 1, but descriptor 3 is no listening socket: \(error)"
      )
    }
  }
}
