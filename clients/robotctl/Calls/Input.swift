import Linux
import RobotClient

/// Reads a JSON document that a command line names: as it stands, from `@FILE`, or from `-`.
enum Input {
  /// The document's text.
  static func text(_ word: String) throws -> String {
    if word == "-" { return try standardInput() }
    guard word.hasPrefix("@") else { return word }
    return try file(String(word.dropFirst()))
  }

  /// The document as a tree.
  static func json(_ word: String) throws -> JSON {
    try JSON(parsing: try text(word))
  }

  /// A file's text.
  static func file(_ path: String) throws -> String {
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.contents(of: path)
    } catch {
      throw UsageError("cannot read \(path): \(error)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func standardInput() throws -> String {
    var bytes: [UInt8] = []
    while try StandardStream.input.read(64 * 1024, appendingTo: &bytes) > 0 {}
    return String(decoding: bytes, as: UTF8.self)
  }
}
