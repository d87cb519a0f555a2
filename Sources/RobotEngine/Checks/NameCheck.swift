import RobotModel

/// The rules for names in the schema; each check answers nil or what is wrong and would be right.
enum NameCheck {
  /// An id that becomes part of paths, of an entity type, a field or an alias.
  static func schemaProblem(of id: String) -> String? {
    let bytes = Array(id.utf8.prefix(Limits.schemaIdByteCount + 1))
    let isWellFormed = bytes.allSatisfy { byte in
      isLowerCaseLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "_")
    }
    guard let first = bytes.first, isLowerCaseLetter(first), isWellFormed,
      bytes.count <= Limits.schemaIdByteCount
    else {
      return "\(quoted(id)) is not a name; expected a lower-case letter, then lower-case letters,"
        + " digits and underscores, at most \(Limits.schemaIdByteCount)"
    }
    return nil
  }

  /// A name for people: may be empty, one line.
  static func displayNameProblem(of name: String) -> String? {
    let count = name.utf8.count
    if count > Limits.displayNameByteCount {
      return "has \(count) bytes; expected at most \(Limits.displayNameByteCount)"
    }
    return TextCheck.controlProblem(of: name)
  }

  private static func isLowerCaseLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
  }
}

/// A text of a request in quotes for an error, cut to what a person needs to find it.
func quoted(_ text: String) -> String {
  let shown = String(
    text.unicodeScalars.prefix(64).map { scalar in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
    }
  )
  return text.unicodeScalars.count > 64 ? "\"\(shown)…\"" : "\"\(shown)\""
}
