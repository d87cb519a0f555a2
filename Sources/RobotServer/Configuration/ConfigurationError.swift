import Protobuf

/// A configuration that cannot be used: where the mistake is and what was expected there.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what would be right.
  let message: String
  /// The byte of the text where the mistake is; nil where it is not a matter of one place.
  let offset: Int?
  /// The same as line and column, known to whoever has the text.
  var position: JSONPosition?
  /// The file's path, known to whoever opened it.
  var file: String?

  init(_ message: String, at offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  init(_ error: JSONError) {
    self.init(error.problem)
    position = JSONPosition(line: error.line, column: error.column)
  }

  /// Reads like `/etc/robotd.json:3:14: expected a string that is not empty, found 7`.
  package var description: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    guard let file else {
      return position.map { "line \($0.line), column \($0.column): \(message)" } ?? message
    }
    return "\(file)\(place): \(message)"
  }
}
