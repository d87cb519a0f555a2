import Linux

/// Where socket and data are when nobody says: as a service manager wants it, else as is usual
/// for root, else below the user's own directories.
package enum DefaultPaths {
  /// Where the service listens; clients look at the same place.
  package static func socket(_ variable: (String) -> String? = Environment.value) -> String {
    if let path = filled(variable("ROBOTD_SOCKET")) { return path }
    if let directory = first(of: variable("RUNTIME_DIRECTORY")) {
      return "\(directory)/robotd.sock"
    }
    if Account.effectiveUserID == 0 { return "/run/robotd/robotd.sock" }
    if let directory = filled(variable("XDG_RUNTIME_DIR")) {
      return "\(directory)/robotd/robotd.sock"
    }
    return "/tmp/robotd-\(Account.effectiveUserID)/robotd.sock"
  }

  /// Where everything is kept; nil where not even a home directory is known.
  package static func dataDirectory(
    _ variable: (String) -> String? = Environment.value
  ) -> String? {
    if let directory = first(of: variable("STATE_DIRECTORY")) { return directory }
    if Account.effectiveUserID == 0 { return "/var/lib/robotd" }
    if let directory = filled(variable("XDG_STATE_HOME")) { return "\(directory)/robotd" }
    return filled(variable("HOME")).map { "\($0)/.local/state/robotd" }
  }

  private static func filled(_ value: String?) -> String? {
    value.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A service manager may name several directories, divided by colons.
  private static func first(of value: String?) -> String? {
    filled(value).flatMap { $0.split(separator: ":").first.map(String.init) }
  }
}
