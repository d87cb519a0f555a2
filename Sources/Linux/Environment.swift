import Glibc

/// The environment of this process.
///
/// Only to be changed before a second thread starts.
package enum Environment {
  /// A variable's value; nil when it is not set, empty when it is set to nothing.
  package static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Sets a variable, over an old value too.
  package static func set(_ name: String, to value: String) throws(SystemError) {
    try systemCall("setenv", path: name) { setenv(name, value, 1) }
  }

  /// Takes a variable away.
  package static func remove(_ name: String) throws(SystemError) {
    try systemCall("unsetenv", path: name) { unsetenv(name) }
  }
}
