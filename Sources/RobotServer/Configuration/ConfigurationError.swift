/// A configuration that cannot be used: where the mistake is and what was expected there.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what would be right.
  let message: String
  /// Where in the file; nil where it is not a matter of one place.
  let position: PlacedValue.Position?
  /// The file's path, known to whoever opened it.
  var file: String?

  init(_ message: String, at position: PlacedValue.Position? = nil) {
    self.message = message
    self.position = position
  }

  /// Reads like `/etc/robotd.json:3:14: expected a string, found 7`.
  package var description: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    guard let file else {
      return position.map { "line \($0.line), column \($0.column): \(message)" } ?? message
    }
    return "\(file)\(place): \(message)"
  }
}
