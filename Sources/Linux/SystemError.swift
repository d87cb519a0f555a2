import Glibc

/// A system call that failed: which one, why, and on what.
///
/// The text reads like `open /var/lib/robotd/lock: Permission denied`.
package struct SystemError: Error, Sendable, CustomStringConvertible {
  /// Why it failed.
  package let number: ErrorNumber
  /// The name of the call as in its manual page, such as `fdatasync`.
  package let call: StaticString
  /// The file or socket concerned, where the call had one.
  package let path: String?

  /// An error of `call`, on `path` if it had one.
  package init(_ number: ErrorNumber, call: StaticString, path: String? = nil) {
    self.number = number
    self.call = call
    self.path = path
  }

  package var description: String {
    guard let path else { return "\(call): \(number)" }
    return "\(call) \(path): \(number)"
  }
}
