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
    let text = try text(word)
    do {
      return try JSON(parsing: text)
    } catch {
      throw UsageError("\(name(of: word)): \(error)")
    }
  }

  /// The parts that an update changes, as `--mask` names them: in the spelling of answers,
  /// `conditionText`, or in that of refusals, `condition_text`.
  static func mask(_ invocation: Invocation) -> JSON {
    var mask = ""
    var isAfterUnderscore = false
    for letter in invocation.option("mask") ?? "" where letter != " " {
      if letter != "_" { mask += isAfterUnderscore ? letter.uppercased() : String(letter) }
      isAfterUnderscore = letter == "_"
    }
    return .text(mask)
  }

  /// Where a document came from, for people.
  private static func name(of word: String) -> String {
    if word == "-" { return "standard input" }
    return word.hasPrefix("@") ? String(word.dropFirst()) : "the JSON on the command line"
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
