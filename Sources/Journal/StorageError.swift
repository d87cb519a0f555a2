/// A storage operation that failed: what was tried, on which file, and why.
package struct StorageError: Error, Sendable, CustomStringConvertible {
  /// The operation, such as `write` or `fdatasync`.
  package let operation: String
  /// The file's name inside the data directory; empty for the directory itself.
  package let file: String
  /// The reason in words, as the system gives it.
  package let reason: String
  /// Whether it failed for lack of room, so that it may work again later.
  package let isDiskFull: Bool

  /// A failure of `operation` on `file`.
  package init(operation: String, file: String, reason: String, isDiskFull: Bool) {
    self.operation = operation
    self.file = file
    self.reason = reason
    self.isDiskFull = isDiskFull
  }

  package var description: String {
    "\(operation) \(file.isEmpty ? "the data directory" : file): \(reason)"
  }
}
