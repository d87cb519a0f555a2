import Linux

/// Where a robotd is found when nobody says.
public enum SocketPath {
  /// `ROBOTD_SOCKET`, else the daemon's own default for this user.
  ///
  /// For root that is `/run/robotd/robotd.sock`; for others `robotd/robotd.sock` below
  /// `XDG_RUNTIME_DIR`, and below `/tmp/robotd-UID` where that is not set.
  public static func standard() -> String {
    if let path = Environment.value("ROBOTD_SOCKET"), !path.isEmpty { return path }
    if let directory = Environment.value("RUNTIME_DIRECTORY"), !directory.isEmpty {
      return "\(directory.prefix { $0 != ":" })/robotd.sock"
    }
    if Account.effectiveUserID == 0 { return "/run/robotd/robotd.sock" }
    if let directory = Environment.value("XDG_RUNTIME_DIR"), !directory.isEmpty {
      return "\(directory)/robotd/robotd.sock"
    }
    return "/tmp/robotd-\(Account.effectiveUserID)/robotd.sock"
  }
}
